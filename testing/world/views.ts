import { utf8Text } from "../../language/bytes.ts";
import { JsonError, parseJson } from "../../language/json.ts";
import type { Collection, Value } from "../../language/values.ts";
import { parseContentType } from "../../runtime/content-type.ts";
import type { Failure } from "../../runtime/engine/engine.ts";
import type { Reply } from "../../runtime/http/message.ts";
import type { OutgoingRequest } from "../../runtime/http/send.ts";

/** A reply as fixtures write it. */
export function replyView({ status, headers, body }: Reply): Collection {
  return { status, headers, ...bodyView(headers, body) };
}

/** A request to a service as fixtures write it. */
export function callView({ method, url, headers, body }: OutgoingRequest): Collection {
  const text = typeof body === "string" ? body : body && utf8Text(body);
  return { method, url, headers, ...bodyView(headers, text ?? "") };
}

/** A failure as fixtures write it. */
export function failureView({ code, message, place }: Failure): Collection {
  return { code, message, ...(place === undefined ? {} : { at: place }) };
}

function bodyView(headers: Readonly<Record<string, string>>, text: string): Collection {
  if (text === "") return {};
  const isJson = parseContentType(headers["content-type"])?.format === "json";
  return { body: isJson ? jsonOrText(text) : text };
}

function jsonOrText(text: string): Value {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof JsonError) return text;
    throw error;
  }
}
