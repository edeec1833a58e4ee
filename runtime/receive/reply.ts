import { toText } from "../../language/conversions.ts";
import { toJson } from "../../language/json.ts";
import { isCollection } from "../../language/kinds.ts";
import type { Value } from "../../language/values.ts";
import type { RespondSpec } from "../contract.ts";
import { RuntimeError } from "../errors.ts";
import { formatForm } from "../form.ts";
import { headersOf } from "../headers.ts";
import type { Reply } from "../http/message.ts";

/** What Make answers where a manifest does not say. */
const ACCEPTED: Reply = {
  status: 200,
  headers: { "content-type": "text/plain; charset=utf-8" },
  body: "Accepted",
};

/** The answer that a manifest asks for, or else the usual one. Throws a `RuntimeError` for one that HTTP cannot carry. */
export function replyOf(spec: RespondSpec | undefined): Reply {
  if (spec === undefined) return ACCEPTED;
  const status = statusOf(spec.status);
  const { type, body } = bodyOf(spec.type, spec.body);
  const headers = headersOf(spec.headers);
  if (body === "" || status === 204 || status === 205 || status === 304) return { status, headers, body: "" };
  return { status, headers: { "content-type": type, ...headers }, body };
}

/** The answer to a request that was not taken. */
export function refusal(
  { code, status, message }: RuntimeError,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  return {
    status,
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ error: { code, message } }),
  };
}

function statusOf(declared: Value): number {
  if (declared === undefined || declared === null || declared === "") return 200;
  const text = toText(declared);
  if (/^[2-5]\d\d$/.test(text)) return Number(text);
  throw new RuntimeError(
    "status-not-sendable",
    500,
    "The status of `respond` is not one that can be sent: 200 to 599.",
  );
}

function bodyOf(declared: Value, body: Value): { readonly type: string; readonly body: string } {
  const type = declared === undefined || declared === null ? "json" : toText(declared).toLowerCase();
  switch (type) {
    case "json":
      return { type: "application/json", body: body === undefined ? "" : toJson(body) };
    case "urlencoded":
      return { type: "application/x-www-form-urlencoded", body: urlencoded(body) };
    case "text":
      return { type: "text/plain; charset=utf-8", body: toText(body) };
    default:
      throw new RuntimeError("respond-type", 500, "The type of `respond` is json, urlencoded or text.");
  }
}

/** A text is taken to be encoded already. */
function urlencoded(body: Value): string {
  if (isCollection(body)) return formatForm(body);
  if (body === undefined || body === null || typeof body === "string") return body ?? "";
  throw new RuntimeError("respond-body", 500, "The body of an urlencoded answer must be a collection or a text.");
}
