import { isArray } from "../../language/kinds.ts";
import { open } from "../../language/read.ts";
import type { BundleScope, ReplyScope } from "../../language/scopes.ts";
import type { Value } from "../../language/values.ts";
import type { ProcedureRequest } from "../contract.ts";
import { RuntimeError } from "../errors.ts";
import { numberOf } from "./number.ts";

/** What is made of an answer, behind what the pages `before` it gave: of each of its items, or of the whole; undefined if the manifest makes nothing of it. */
export function outputOf<S>(
  request: ProcedureRequest<S>,
  reply: ReplyScope & S,
  before: readonly Value[],
  at: { unit: string },
): readonly Value[] | undefined {
  if (request.iterate === undefined && request.output === undefined) return undefined;
  at.unit = "response.iterate";
  const items = itemsOf(request, reply);
  at.unit = "response.output";
  const made = items.map((scope) => (request.output === undefined ? scope.item : request.output(scope)));
  const given = request.iterate === undefined ? elements(made[0]) : made.filter((each) => each !== undefined);
  at.unit = "response.limit";
  return [...before, ...given].slice(0, limitOf(request, reply));
}

/** How many items are taken at most; undefined: all. Throws a `RuntimeError` if that is none. */
export function limitOf<S>({ limit: declared }: ProcedureRequest<S>, reply: ReplyScope & S): number | undefined {
  const limit = declared === undefined ? undefined : numberOf(declared(reply));
  if (limit === undefined || limit >= 1) return limit;
  throw new RuntimeError("response-limit", 500, "`response.limit` must be at least 1.");
}

function itemsOf<S>(
  { iterate, iterateCondition }: ProcedureRequest<S>,
  reply: ReplyScope & S,
): readonly (BundleScope & ReplyScope & S)[] {
  const around: Omit<BundleScope, "item"> & ReplyScope & S = { ...reply, output: undefined };
  const values = iterate === undefined ? [reply.body] : elements(iterate(reply));
  const scopes = values.map((item) => ({ ...around, item: open(item) }));
  return iterate === undefined ? scopes : scopes.filter((scope) => iterateCondition?.(scope) !== false);
}

/** An array is taken as it is, undefined and null are nothing, anything else is the only one. */
function elements(value: Value): readonly Value[] {
  if (value === undefined || value === null) return [];
  return isArray(value) ? value : [value];
}
