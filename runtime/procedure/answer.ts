import { toText } from "../../language/conversions.ts";
import { parseJson } from "../../language/json.ts";
import { isCollection } from "../../language/kinds.ts";
import type { Value } from "../../language/values.ts";
import { parseContentType } from "../content-type.ts";
import { parseForm } from "../form.ts";
import type { IncomingAnswer } from "../http/send.ts";

/**
 * The body of an answer as templates read it: by the type that the manifest declares, else by its content type. What is
 * not what it says it is stays text, for `valid` and `error` to judge.
 */
export function answerBody({ headers, body }: IncomingAnswer, declared: Value): Value {
  const contentType = parseContentType(headers["content-type"]);
  const text = new TextDecoder().decode(body);
  if (text === "") return undefined;
  const type = declared === undefined || declared === null ? "automatic" : toText(declared).toLowerCase();
  switch (type === "automatic" ? contentType?.format : type) {
    case "json":
      return jsonOrText(text);
    case "urlencoded":
      return parseForm(text);
    default:
      return text;
  }
}

/** How a refused answer is told: what `response.valid` says, else `response.error` of this status, else of any. */
export function refusalOf(
  invalid: Value,
  error: Value,
  status: number,
): { readonly type: string; readonly message?: string } {
  const ofStatus = isCollection(error) ? error[String(status)] : undefined;
  const said = [invalid, ofStatus, error].map(errorEntry);
  return {
    type: said.find(({ type }) => type !== undefined)?.type ?? defaultType(status),
    message: said.find(({ message }) => message !== undefined)?.message,
  };
}

/** The error types that Make gives to a status for which a manifest names none. */
function defaultType(status: number): string {
  if (status === 429) return "RateLimitError";
  return status >= 500 ? "ConnectionError" : "RuntimeError";
}

function errorEntry(declared: Value): { readonly type?: string; readonly message?: string } {
  if (!isCollection(declared)) return { message: nonEmpty(declared) };
  return { type: nonEmpty(declared.type), message: nonEmpty(declared.message) };
}

function nonEmpty(value: Value): string | undefined {
  return toText(value) || undefined;
}

function jsonOrText(text: string): Value {
  try {
    return parseJson(text);
  } catch {
    return text;
  }
}
