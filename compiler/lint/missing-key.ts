import type { Binary, Call, Expr } from "../../grammar/iml/ast.ts";
import { children } from "../../grammar/iml/walk.ts";
import { builtins } from "../../language/functions/index.ts";
import { type Type, t } from "../../language/types.ts";
import { type Narrowed, narrow, pathOf } from "../check/narrow.ts";
import { alternatives } from "../check/truth.ts";
import { callOf } from "./expressions.ts";
import { isHash, isSent, keyOf } from "./signature.ts";

/** A hash whose key may be missing, and what is read there that may be. */
export interface MissingKey {
  readonly call: Call;
  readonly key: Expr;
  readonly missing: Expr;
}

type Types = ReadonlyMap<Expr, Type>;

/**
 * The keyed hashes in a part of an expression, of whose keys nothing around them asks whether they are there. `parents`:
 * from the whole expression down to what holds the part.
 */
export function missingKeysIn(parents: readonly Expr[], part: Expr, types: Types): readonly MissingKey[] {
  let asked: Narrowed | undefined;
  for (const [index, parent] of parents.entries()) asked = askedIn(parent, parents[index + 1] ?? part, asked, types);
  return missingBelow(part, asked, types);
}

function missingBelow(expr: Expr, asked: Narrowed | undefined, types: Types): readonly MissingKey[] {
  const key = keyOf(expr);
  const missing = key && missingIn(key, asked, types);
  const own = expr.kind === "call" && key && missing ? [{ call: expr, key, missing }] : [];
  return [...own, ...children(expr).flatMap((child) => missingBelow(child, askedIn(expr, child, asked, types), types))];
}

/** What is known to hold if what one part of an expression says counts: the conditions that it stands behind, or beside. */
function askedIn(whole: Expr, part: Expr, asked: Narrowed | undefined, types: Types): Narrowed | undefined {
  const known = { types, custom: new Map() };
  if (whole.kind === "binary" && (whole.operator === "&" || whole.operator === "|")) {
    return narrow(asked, whole.left === part ? whole.right : whole.left, whole.operator === "&", known);
  }
  const [condition, then] = callOf(whole, "if")?.args ?? [];
  return condition && condition !== part ? narrow(asked, condition, then === part, known) : asked;
}

/** What is read in a key that may be missing, so that the key is empty. */
function missingIn(key: Expr, asked: Narrowed | undefined, types: Types): Expr | undefined {
  switch (key.kind) {
    case "variable":
    case "member":
    case "index":
      return mayLack(types.get(key)) && !isSent(key) && !isAsked(key, asked) ? key : undefined;
    case "binary":
      return missingInBoth(key, asked, types);
    case "call":
      return missingInCall(key, asked, types);
    case "literal":
    case "unary":
    case "empty":
    case "missing":
      return undefined;
  }
}

/** Of two that are joined, or of which one stands in for the other, both have to be missing. */
function missingInBoth({ operator, left, right }: Binary, asked: Narrowed | undefined, types: Types): Expr | undefined {
  if (operator !== "+" && operator !== "join" && operator !== "|") return undefined;
  const first = missingIn(left, asked, types);
  return first && missingIn(right, asked, types) && first;
}

/** Most functions make nothing out of nothing; a hash of nothing is a text. */
function missingInCall(call: Call, asked: Narrowed | undefined, types: Types): Expr | undefined {
  const { name, args } = call;
  const [first, second, third] = args;
  if (name === "if") {
    const branches = [second, third].flatMap((branch) => (branch ? [branch] : []));
    return firstOf(branches, (branch) => missingIn(branch, askedIn(call, branch, asked, types), types));
  }
  if (!first || !builtins.has(name) || isHash(call) || !isText(types.get(call))) return undefined;
  const missing = missingIn(first, asked, types);
  return name === "ifempty" && second ? missing && missingIn(second, asked, types) && missing : missing;
}

function firstOf(exprs: readonly Expr[], find: (expr: Expr) => Expr | undefined): Expr | undefined {
  for (const expr of exprs) {
    const found = find(expr);
    if (found) return found;
  }
  return undefined;
}

function mayLack(type: Type = t.any): boolean {
  return alternatives(type).some(({ kind }) => kind === "any" || kind === "undefined" || kind === "null");
}

function isText(type: Type = t.any): boolean {
  return alternatives(type).some(({ kind }) => kind === "any" || kind === "text" || kind === "buffer");
}

/** Whether conditions leave nothing of a value that is missing. */
function isAsked(expr: Expr, asked: Narrowed | undefined): boolean {
  const path = pathOf(expr);
  const narrowing = path === undefined ? undefined : asked?.get(path);
  return narrowing !== undefined && !mayLack(narrowing(t.oneOf(t.text, t.undefined)));
}
