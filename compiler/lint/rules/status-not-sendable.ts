import { diagnostic } from "../../../grammar/diagnostic.ts";
import { under } from "../requests.ts";
import { rule } from "../rule.ts";

const found = diagnostic<{ status: number | string }>({
  code: "status-not-sendable",
  severity: "error",
  message: ({ status }) =>
    `The status ${status} cannot be sent as an answer: one that ends a request is a whole number from 200 to 599.`,
  doc: "A status below 200 announces an answer that is yet to come (RFC 9110, section 15.2), and there are none from 600 on. A request that is answered with one fails, so the service believes that its event was not taken.",
  example: {
    bad: `{"uid": "{{item.user}}", "respond": {"status": 100}}`,
    good: `{"uid": "{{item.user}}", "respond": {"status": 202}}`,
  },
});

/** The status of an answer that HTTP cannot carry. */
export const statusNotSendable = rule({
  diagnostic: found,
  reply(reply) {
    const status = under(reply, "status");
    if (status?.kind !== "constant" || !isNumeric(status.value) || /^[2-5]\d\d$/.test(String(status.value))) return [];
    return isInMakesRange(Number(status.value)) ? [found(status, { status: status.value })] : [];
  },
});

function isNumeric(value: unknown): value is number | string {
  return typeof value === "number" || (typeof value === "string" && value.trim() !== "");
}

/** What Make's editor refuses is told by the shape of `status`. */
function isInMakesRange(status: number): boolean {
  return status >= 100 && status <= 999;
}
