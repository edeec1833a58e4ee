import type { ReplyScope } from "../../language/scopes.ts";
import type { Value } from "../../language/values.ts";
import type { ProcedureRequest } from "../contract.ts";
import { numberOf } from "./number.ts";

/** Milliseconds after which a request is to be sent once more that was sent so many times; undefined if it is not. */
export function pauseBeforeRepeat<S>(
  { repeat }: ProcedureRequest<S>,
  scope: S,
  reply: ReplyScope & S,
  times: number,
): number | undefined {
  if (repeat === undefined || times >= limitOf(repeat.limit?.(scope))) return undefined;
  if (repeat.condition?.(reply) === false) return undefined;
  return Math.max(0, numberOf(repeat.delay?.(scope)) ?? 0);
}

/** How many times one request is sent at most, whatever its manifest says. */
const MOST = 1000;

function limitOf(declared: Value): number {
  return Math.min(numberOf(declared) ?? MOST, MOST);
}
