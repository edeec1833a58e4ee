import { toJson } from "../../../language/json.ts";
import type { Collection } from "../../../language/values.ts";
import { parseContentType } from "../../../runtime/content-type.ts";
import { parseForm } from "../../../runtime/form.ts";
import type { OutgoingRequest } from "../../../runtime/http/send.ts";
import { sanitize } from "../../../runtime/procedure/redact.ts";
import { callView } from "../../../testing/world/views.ts";
import type { Exchange } from "../playground.ts";
import { isRecord } from "../shape.ts";

/** A request as it is shown. */
export type ShownRequest = Pick<Exchange, "method" | "url" | "headers" | "body">;

/** What is redacted by, and the rest of what is known. */
export interface Known {
  /** What `log.sanitize` names. */
  readonly paths: readonly string[];
  /** Collections in which secrets stand that may turn up anywhere. */
  readonly beside: readonly Collection[];
}

/** A request without what its manifest, or a name in it, calls secret, and without copies of that. */
export function redactedRequest(request: OutgoingRequest, known: Known): ShownRequest {
  const { method, url, headers, body } = callView(request);
  const [path = "", query = ""] = String(url).split(/\?(.*)/s);
  const isForm = parseContentType(request.headers["content-type"])?.format === "urlencoded";
  const content = isForm && typeof body === "string" ? parseForm(body) : body;
  const before = plain({ url: path, qs: parseForm(query), headers, body: content });
  const after = redacted({ request: before }, known);
  const shown = isRecord(after) && isRecord(after.request) ? after.request : {};
  const search = formText(query, before.qs, shown.qs);
  return {
    method: String(method),
    url: `${shown.url}${search === "" ? "" : `?${search}`}`,
    headers: isRecord(shown.headers)
      ? Object.fromEntries(Object.entries(shown.headers).map(([name, value]) => [name, String(value)]))
      : {},
    body: isForm && typeof body === "string" ? formText(body, before.body, shown.body) : bodyText(shown.body),
  };
}

/** What is kept, without secrets: each value by its name, as JSON. */
export function redactedValues(values: Collection, known: Known): readonly { name: string; value: string }[] {
  const after = redacted(plain(values), known);
  return Object.entries(after).map(([name, value]) => ({ name, value: JSON.stringify(value) }));
}

type Plain = Readonly<Record<string, unknown>>;

/** A copy with marks where `imlc serve` leaves something out of its log. */
function redacted(record: Plain, { paths, beside }: Known): Plain {
  const safe = sanitize({ ...record, beside: beside.map(plain) }, paths, []);
  const marks = marked(record, safe);
  return isRecord(marks) ? marks : {};
}

function marked(before: unknown, after: unknown): unknown {
  if (Array.isArray(before) && Array.isArray(after)) return before.map((one, index) => marked(one, after[index]));
  if (!isRecord(before) || !isRecord(after)) return after;
  return Object.fromEntries(
    Object.entries(before).map(([key, value]) => [key, Object.hasOwn(after, key) ? marked(value, after[key]) : MARK]),
  );
}

const MARK = "[redacted]";

/** As it was sent, unless something of it is redacted. */
function formText(text: string, before: unknown, after: unknown): string {
  if (JSON.stringify(before) === JSON.stringify(after) || !isRecord(after)) return text;
  const pairs = Object.entries(after).flatMap(([name, values]) =>
    [values].flat().map((value) => [name, String(value)].map(encoded).join("=")),
  );
  return pairs.join("&");
}

function encoded(text: string): string {
  return text.split(MARK).map(encodeURIComponent).join(MARK);
}

function bodyText(body: unknown): string {
  if (body === undefined) return "";
  return typeof body === "string" ? body : JSON.stringify(body);
}

/** A collection as JSON has it. */
function plain(value: Collection): Plain {
  const read: unknown = JSON.parse(toJson(value));
  return isRecord(read) ? read : {};
}
