import { toText } from "../../language/conversions.ts";
import { isCollection } from "../../language/kinds.ts";
import type { ReplyScope } from "../../language/scopes.ts";
import type { Value } from "../../language/values.ts";
import type { ProcedureRequest } from "../contract.ts";

/** Why an answer is refused: a slug of the type of error, and what people are told. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
}

/**
 * Judges an answer; undefined if it is good. What is told of a bad one is what `response.valid` says, else what
 * `response.error` says of its status, else what that says of any.
 */
export function refusalOf<S>(
  request: ProcedureRequest<S>,
  reply: ReplyScope & S,
  wasSent: boolean,
  at: { unit: string },
): Refusal | undefined {
  const status = reply.statusCode;
  const good = !wasSent || (status >= 200 && status < 400);
  if (request.valid === undefined ? good : request.valid(reply)) return undefined;
  const invalid = request.invalid?.(reply);
  at.unit = "response.error";
  const error = request.error?.(reply);
  const ofStatus = isCollection(error) ? error[String(status)] : undefined;
  const said = [invalid, ofStatus, error].map(entryOf);
  const message = said.map((one) => one.message).find((one) => one !== undefined);
  const type = said.map((one) => one.type).find((one) => one !== undefined);
  return { code: slug(type ?? defaultType(status)), message: message ?? defaultMessage(good, status) };
}

function entryOf(declared: Value): { readonly type?: string; readonly message?: string } {
  if (!isCollection(declared)) return { message: nonEmpty(declared) };
  return { type: nonEmpty(declared.type), message: nonEmpty(declared.message) };
}

function nonEmpty(value: Value): string | undefined {
  return toText(value) || undefined;
}

/** The error types that Make gives to a status for which a manifest names none. */
function defaultType(status: number): string {
  if (status === 429) return "RateLimitError";
  return status >= 500 ? "ConnectionError" : "RuntimeError";
}

function defaultMessage(good: boolean, status: number): string {
  return good ? "The service's answer does not pass `response.valid`." : `The service answered ${status}.`;
}

/** `RateLimitError` → `rate-limit-error`. */
function slug(type: string): string {
  return type.replace(/(?<=[a-z0-9])(?=[A-Z])/g, "-").toLowerCase();
}
