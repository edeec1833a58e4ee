import { utf8Bytes } from "../language/bytes.ts";
import { parseJson, toJson } from "../language/json.ts";
import { isCollection } from "../language/kinds.ts";
import type { Value } from "../language/values.ts";
import { type ContentType, parseContentType } from "./content-type.ts";
import { RuntimeError } from "./errors.ts";
import { formatForm } from "./form.ts";
import type { RawRequest } from "./http/message.ts";
import { type Hidden, hiddenIn, marked, unmarked } from "./marked-secrets.ts";
import { decodeBody } from "./receive/body.ts";
import { queryOf } from "./receive/scope.ts";

/** A body as a person may see and change it. */
export interface EditableBody {
  /** `form`: its fields are written as JSON. */
  readonly kind: "json" | "form" | "text";
  /** What is secret in it is a mark, which stands for the secret again in a text that comes back. */
  readonly text: string;
}

/** The body of a request to be shown; undefined for one whose secrets could not be told from the rest, or that cannot be read. */
export function editableBody(request: RawRequest): EditableBody | undefined {
  const read = bodyOf(request);
  if (read === undefined) return undefined;
  const { kind, value } = read;
  const safe = marked(value, hiddenOf(request, value));
  return { kind, text: kind === "text" ? String(safe) : JSON.stringify(JSON.parse(toJson(safe)), null, 2) };
}

/** The request with a body that was edited, and with these headers over its own. Throws a `RuntimeError` (400, 409) for a text that is no such body. */
export function withEdits(
  request: RawRequest,
  text: string | undefined,
  headers: Readonly<Record<string, string>>,
): RawRequest {
  const changed = { ...request, headers: { ...request.headers, ...headers } };
  if (text === undefined) return changed;
  const read = bodyOf(request);
  if (read === undefined)
    throw new RuntimeError("body-not-editable", 409, "The body of this request cannot be edited.");
  const { kind, type, value } = read;
  const hidden = hiddenOf(request, value);
  const body = kind === "text" ? String(unmarked(text, hidden)) : writtenAs(kind, unmarked(jsonOf(text), hidden));
  const inUtf8: RawRequest["headers"] =
    type.charset === "utf-8" ? {} : { "content-type": `${type.type}; charset=utf-8` };
  return { ...changed, headers: { ...changed.headers, ...inUtf8 }, body: utf8Bytes(body) };
}

interface ReadBody {
  readonly kind: EditableBody["kind"];
  readonly type: ContentType;
  readonly value: Value;
}

function bodyOf(request: RawRequest): ReadBody | undefined {
  const type = parseContentType(request.headers["content-type"]);
  const kind = type && kinds[type.format];
  if (type === undefined || kind === undefined) return undefined;
  try {
    return { kind, type, value: decodeBody(request).body };
  } catch (error) {
    if (error instanceof RuntimeError) return undefined;
    throw error;
  }
}

const kinds: Readonly<Partial<Record<ContentType["format"], EditableBody["kind"]>>> = {
  json: "json",
  urlencoded: "form",
  text: "text",
};

function hiddenOf({ url, headers }: RawRequest, body: Value): Hidden {
  return hiddenIn(body, { headers, query: queryOf(url) });
}

function jsonOf(text: string): Value {
  try {
    return parseJson(text);
  } catch (error) {
    throw new RuntimeError("body-edit", 400, error instanceof Error ? error.message : "The text is not JSON.");
  }
}

function writtenAs(kind: "json" | "form", value: Value): string {
  if (kind === "json") return toJson(value);
  if (isCollection(value)) return formatForm(value);
  throw new RuntimeError("body-edit", 400, "The fields of a form are written as a JSON object.");
}
