import type { Type } from "../../language/types.ts";
import { alternatives } from "./truth.ts";

/**
 * How a comparison goes: between values of one type, after a conversion, or so that its outcome is always the same;
 * `other text` is the last, between texts that are known.
 */
export type Comparability = "plain" | "converted" | "never" | "other text";

/** How values of two types compare by `=`, in the most favourable case. */
export function equality(a: Type, b: Type): Comparability {
  return best(a, b, equalityOf);
}

/** How values of two types compare by `<` and the like, in the most favourable case. */
export function ordering(a: Type, b: Type): Comparability {
  return best(a, b, orderingOf);
}

type Compare = (a: Type, b: Type) => Comparability;

function best(a: Type, b: Type, compare: Compare): Comparability {
  if (a.kind !== "union" && b.kind !== "union") return compare(a, b);
  const all = new Set(alternatives(a).flatMap((left) => alternatives(b).map((right) => compare(left, right))));
  return (["plain", "converted", "other text", "never"] as const).find((each) => all.has(each)) ?? "plain";
}

function equalityOf(a: Type, b: Type): Comparability {
  if (isOpen(a) || isOpen(b)) return "plain";
  if (a.kind === "text" && b.kind === "text") return shareText(a.values, b.values) ? "plain" : "other text";
  if (a.kind === b.kind) return "plain";
  return holdsOthers(a) || holdsOthers(b) || isNoNumber(a) || isNoNumber(b) ? "never" : "converted";
}

/** Two texts are ordered as text; all else as numbers, and what is none is neither less nor more than anything. */
function orderingOf(a: Type, b: Type): Comparability {
  if (holdsOthers(a) || holdsOthers(b)) return "never";
  if (isOpen(a) || isOpen(b) || (a.kind === "text" && b.kind === "text")) return "plain";
  if (isNoNumber(a) || isNoNumber(b)) return "never";
  if (a.kind === "boolean" || b.kind === "boolean") return "converted";
  return (a.kind === "date" || b.kind === "date") && (a.kind === "text" || b.kind === "text") ? "converted" : "plain";
}

function isOpen({ kind }: Type): boolean {
  return kind === "any" || kind === "undefined" || kind === "null";
}

function shareText(a: readonly string[] | undefined, b: readonly string[] | undefined): boolean {
  return !a || !b || a.some((value) => b.includes(value));
}

function holdsOthers({ kind }: Type): boolean {
  return kind === "array" || kind === "collection" || kind === "buffer";
}

/** Whether it is only texts that are no numbers. */
function isNoNumber(type: Type): boolean {
  return type.kind === "text" && type.values !== undefined && type.values.every((value) => Number.isNaN(Number(value)));
}
