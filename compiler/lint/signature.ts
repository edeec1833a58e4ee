import type { Call, Expr } from "../../grammar/iml/ast.ts";
import { hasPart } from "../../grammar/iml/walk.ts";
import { parameterOf } from "../../language/functions/define.ts";
import { builtins } from "../../language/functions/index.ts";
import { keywords } from "../../language/keywords.ts";
import { truthy } from "../../language/values.ts";
import { callOf, partsOf } from "./expressions.ts";
import { pathsIn } from "./paths.ts";

/** What a condition may be if the signatures in it are all right, or all wrong. */
export interface Truths {
  readonly canBeTrue: boolean;
  readonly canBeFalse: boolean;
}

/** Whether an expression compares a hash with a signature that came with the request. */
export function isSignatureCheck(expr: Expr): boolean {
  if (expr.kind !== "binary" || (expr.operator !== "=" && expr.operator !== "!=")) return false;
  return isHashedAndSent(expr.left, expr.right) || isHashedAndSent(expr.right, expr.left);
}

/** Whether a signature is checked anywhere in an expression. */
export function checksSignature(expr: Expr): boolean {
  return hasPart(expr, isSignatureCheck);
}

/** The calls by which a signature is calculated, in the signature checks of an expression. */
export function signaturesIn(expr: Expr): readonly Call[] {
  return partsOf(expr).filter(isSignatureCheck).flatMap(hashesIn);
}

/** What an expression counts as, when all checks of signatures in it pass, or all fail. */
export function truthsOf(expr: Expr, passes: boolean): Truths {
  if (isSignatureCheck(expr)) return exactly(passes === (expr.kind === "binary" && expr.operator === "="));
  switch (expr.kind) {
    case "literal":
      return exactly(truthy(expr.value));
    case "variable": {
      const keyword = expr.quoted ? undefined : keywords.get(expr.name);
      return keyword ? exactly(truthy(keyword.value)) : either;
    }
    case "unary":
      return expr.operator === "!" ? negated(truthsOf(expr.operand, passes)) : either;
    case "binary": {
      const left = truthsOf(expr.left, passes);
      const right = truthsOf(expr.right, passes);
      if (expr.operator === "&") return both(left, right);
      return expr.operator === "|" ? negated(both(negated(left), negated(right))) : either;
    }
    case "call":
      return truthsOfCall(expr, passes);
    case "empty":
      return exactly(false);
    case "member":
    case "index":
    case "missing":
      return either;
  }
}

/** Whether an expression is a call of a hash function. */
export function isHash(expr: Expr): expr is Call {
  return expr.kind === "call" && hashes.includes(expr.name);
}

/** The key that a hash function is given. */
export function keyOf(expr: Expr): Expr | undefined {
  if (!isHash(expr)) return undefined;
  const at = builtins.get(expr.name)?.params.findIndex((param) => parameterOf(param).name === "key");
  return at === undefined ? undefined : expr.args[at];
}

/** Whether a value comes with the request, so that whoever sends it can choose it. */
export function isSent(expr: Expr): boolean {
  return pathsIn(expr).some(({ root }) => sent.includes(root));
}

const sent = ["body", "rawBody", "headers", "query", "item", "method"];

const either: Truths = { canBeTrue: true, canBeFalse: true };

function exactly(value: boolean): Truths {
  return { canBeTrue: value, canBeFalse: !value };
}

function negated({ canBeTrue, canBeFalse }: Truths): Truths {
  return { canBeTrue: canBeFalse, canBeFalse: canBeTrue };
}

function both(a: Truths, b: Truths): Truths {
  return { canBeTrue: a.canBeTrue && b.canBeTrue, canBeFalse: a.canBeFalse || b.canBeFalse };
}

function truthsOfCall(call: Call, passes: boolean): Truths {
  const [first, then, otherwise] = call.args.map((arg) => truthsOf(arg, passes));
  if (callOf(call, "if") && first) {
    const chosen = [
      first.canBeTrue ? (then ?? exactly(false)) : undefined,
      first.canBeFalse ? (otherwise ?? exactly(false)) : undefined,
    ];
    return oneOf(chosen.filter((each) => each !== undefined));
  }
  const [value] = call.args;
  if (callOf(call, "ifempty") && first && value) return isTruthValue(value) ? first : oneOf([first, then ?? either]);
  return either;
}

function oneOf(all: readonly Truths[]): Truths {
  return { canBeTrue: all.some((each) => each.canBeTrue), canBeFalse: all.some((each) => each.canBeFalse) };
}

/** A comparison is true or false, and so is never empty. */
function isTruthValue(expr: Expr): boolean {
  return isSignatureCheck(expr) || (expr.kind === "unary" && expr.operator === "!");
}

function isHashedAndSent(hashed: Expr, other: Expr): boolean {
  if (!hasPart(hashed, isHash)) return false;
  return pathsIn(other).some(
    ({ root, steps }) => root === "headers" || root === "query" || /sign|hmac|digest/i.test(steps.at(-1) ?? ""),
  );
}

function hashesIn(expr: Expr): readonly Call[] {
  return partsOf(expr).filter(isHash);
}

const hashes: readonly string[] = ["sha1", "sha256", "sha512", "md5"];
