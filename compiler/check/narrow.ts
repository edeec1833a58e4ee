import type { Binary, Call, Expr } from "../../grammar/iml/ast.ts";
import { present } from "../../language/type-relations.ts";
import { type Type, t } from "../../language/types.ts";
import type { CustomRows } from "./infer.ts";
import { outcome } from "./outcome.ts";
import { alternatives, falsyParts, oneOf, truthyParts } from "./truth.ts";

/** What a condition tells of paths in its branch: for each, what it leaves of the path's type. */
export type Narrowed = ReadonlyMap<string, Narrowing>;

type Narrowing = (type: Type) => Type;

/** What conditions are read with: the types of their parts, and the functions that an app has in place of built-in ones. */
interface Knowledge {
  readonly types: ReadonlyMap<Expr, Type>;
  readonly custom: CustomRows;
}

/** Adds to what is known of paths what holds where a condition counts as true, or as false. */
export function narrow(before: Narrowed | undefined, condition: Expr, holds: boolean, known: Knowledge): Narrowed {
  const all = new Map(before);
  for (const [path, narrowing] of told(condition, holds, known)) {
    const earlier = all.get(path);
    all.set(path, earlier ? (type) => narrowing(earlier(type)) : narrowing);
  }
  return all;
}

/** The name of a place that reads itself alike wherever it is written: `a.b`, `a['b']`; undefined for all else. */
export function pathOf(expr: Expr): string | undefined {
  switch (expr.kind) {
    case "variable":
      return JSON.stringify(expr.name);
    case "member":
      return step(expr.object, expr.name);
    case "index":
      if (!expr.index) return step(expr.object, "1");
      return expr.index.kind === "literal" ? step(expr.object, String(expr.index.value)) : undefined;
    case "literal":
    case "call":
    case "unary":
    case "binary":
    case "empty":
    case "missing":
      return undefined;
  }
}

function step(object: Expr, key: string): string | undefined {
  const path = pathOf(object);
  return path === undefined ? undefined : `${path}.${JSON.stringify(path === '"headers"' ? key.toLowerCase() : key)}`;
}

type Told = readonly (readonly [path: string, narrowing: Narrowing])[];

function told(condition: Expr, holds: boolean, known: Knowledge): Told {
  switch (condition.kind) {
    case "unary":
      return condition.operator === "!" ? told(condition.operand, !holds, known) : [];
    case "binary":
      return toldByOperator(condition, holds, known);
    case "call":
      return toldByCall(condition, holds, known);
    case "variable":
    case "member":
    case "index":
      return holds
        ? ofPresent(condition, (type) => oneOf(truthyParts(type), type))
        : ofPath(condition, (type) => oneOf(falsyParts(type), type));
    case "literal":
    case "empty":
    case "missing":
      return [];
  }
}

function toldByOperator(condition: Binary, holds: boolean, known: Knowledge): Told {
  const { operator, left, right } = condition;
  if (operator === "&" || operator === "|") {
    return holds === (operator === "&") ? [...told(left, holds, known), ...told(right, holds, known)] : [];
  }
  const counted = toldByLength(condition, holds, known);
  if (counted || (operator !== "=" && operator !== "!=")) return counted ?? [];
  const isEqual = holds === (operator === "=");
  return [...toldByEquality(left, right, isEqual, known), ...toldByEquality(right, left, isEqual, known)];
}

/** Nothing equals undefined and null but they themselves. */
function toldByEquality(path: Expr, other: Expr, isEqual: boolean, { types }: Knowledge): Told {
  const type = types.get(other) ?? t.any;
  const parts = alternatives(type);
  if (parts.every(isNothing)) {
    return isEqual
      ? ofPath(path, (each) => oneOf(alternatives(each).filter(isNothing), each))
      : ofPresent(path, present);
  }
  const values = type.kind === "text" ? type.values : undefined;
  if (isEqual && !parts.some((each) => isNothing(each) || each.kind === "any")) {
    return ofPresent(path, (each) => onlyTexts(present(each), (value) => !values || values.includes(value)));
  }
  return !isEqual && values?.length === 1
    ? ofPath(path, (each) => onlyTexts(each, (value) => value !== values[0]))
    : [];
}

/** `length(x) > 0` and the like: where no length of 0 leads to, there is something. */
function toldByLength({ operator, left, right }: Binary, holds: boolean, known: Knowledge): Told | undefined {
  for (const [call, count, isFlipped] of [
    [left, right, false],
    [right, left, true],
  ] as const) {
    const counted = call.kind === "call" && call.name === "length" && !known.custom.has("length") && call.args[0];
    if (!counted || count.kind !== "literal" || typeof count.value !== "number") continue;
    const ofNothing = isFlipped ? outcome(operator, count.value, 0) : outcome(operator, 0, count.value);
    return ofNothing === !holds ? ofPresent(counted, present) : [];
  }
  return undefined;
}

function toldByCall({ name, args }: Call, holds: boolean, { custom, types }: Knowledge): Told {
  const [first, second] = args;
  if (!first || custom.has(name)) return [];
  if (name === "isArray") return holds ? ofPresent(first, arrays) : ofPath(first, noArrays);
  const part = second && types.get(second);
  const hasPart = name === "contains" && part?.kind === "text" && part.values?.every((value) => value !== "");
  return holds && (name === "length" || hasPart) ? ofPresent(first, present) : [];
}

function arrays(type: Type): Type {
  const parts = alternatives(type).flatMap((each) => (each.kind === "any" ? [t.array(t.any)] : [each]));
  return oneOf(
    parts.filter(({ kind }) => kind === "array"),
    type,
  );
}

function noArrays(type: Type): Type {
  return oneOf(
    alternatives(type).filter(({ kind }) => kind !== "array"),
    type,
  );
}

function onlyTexts(type: Type, keep: (value: string) => boolean): Type {
  const parts = alternatives(type).flatMap((each): readonly Type[] => {
    if (each.kind !== "text" || !each.values) return [each];
    const values = each.values.filter(keep);
    return values.length > 0 ? [t.textOf(...values)] : [];
  });
  return oneOf(parts, type);
}

function isNothing({ kind }: Type): boolean {
  return kind === "undefined" || kind === "null";
}

function ofPath(expr: Expr, narrowing: Narrowing): Told {
  const path = pathOf(expr);
  return path === undefined ? [] : [[path, narrowing]];
}

/** What is present is so in something that is present, too. */
function ofPresent(expr: Expr, narrowing: Narrowing): Told {
  const around = expr.kind === "member" || expr.kind === "index" ? ofPresent(expr.object, present) : [];
  return [...around, ...ofPath(expr, narrowing)];
}
