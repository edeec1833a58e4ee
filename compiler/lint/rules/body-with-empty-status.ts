import { diagnostic } from "../../../grammar/diagnostic.ts";
import { entryUnder } from "../../fields.ts";
import type { Field } from "../../program.ts";
import { under } from "../requests.ts";
import { rule } from "../rule.ts";

const found = diagnostic<{ status: string }>({
  code: "body-with-empty-status",
  severity: "warning",
  message: ({ status }) =>
    `An answer with status ${status} has no body, so this one is never sent. Use 200 to send it.`,
  doc: "Answers with status 204, 205 and 304 end with their headers (RFC 9110, section 6.4.1). If the service reads the body, as most handshakes do, the status has to be another one.",
  example: {
    bad: `{"uid": "{{item.user}}", "respond": {"status": 204, "body": {"ok": true}}}`,
    good: `{"uid": "{{item.user}}", "respond": {"status": 200, "body": {"ok": true}}}`,
  },
});

/** A body that the status forbids. */
export const bodyWithEmptyStatus = rule({
  diagnostic: found,
  reply(reply) {
    const status = under(reply, "status");
    const body = entryUnder(reply, "body");
    if (status?.kind !== "constant" || !body || isEmpty(body.value)) return [];
    const text = String(status.value);
    return empty.includes(text) ? [found({ uri: reply.uri, span: body.keySpan }, { status: text })] : [];
  },
});

const empty = ["204", "205", "304"];

function isEmpty(field: Field): boolean {
  return field.kind === "constant" && (field.value === null || field.value === "");
}
