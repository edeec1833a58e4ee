import type { Expr } from "../grammar/iml/ast.ts";
import { children } from "../grammar/iml/walk.ts";
import type { ExpressionField, Field, ObjectField, ValueEntry } from "./program.ts";

/** Every expression of a field, in the order in which they are written. */
export function expressionsIn(field: Field): readonly ExpressionField[] {
  const found: ExpressionField[] = [];
  addExpressions(field, found);
  return found;
}

/** The names that a field reads as variables, keywords among them. */
export function namesReadBy(field: Field): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (expr: Expr): void => {
    if (expr.kind === "variable") names.add(expr.name);
    children(expr).forEach(visit);
  };
  for (const { expr } of expressionsIn(field)) visit(expr);
  return names;
}

/** The entry of a key that is written in an object; undefined for any other field. */
export function entryUnder(field: Field | undefined, key: string): ValueEntry | undefined {
  if (field?.kind !== "object") return undefined;
  for (const entry of field.entries) if (entry.kind === "entry" && entry.key === key) return entry;
  return undefined;
}

/** What an object holds under a key that is written in it; undefined for any other field. */
export function valueUnder(field: Field | undefined, key: string): Field | undefined {
  return entryUnder(field, key)?.value;
}

/** The same object without some of its keys; spread entries stay. */
export function without(object: ObjectField, dropped: (key: string) => boolean): ObjectField {
  return { ...object, entries: object.entries.filter((entry) => entry.kind === "spread" || !dropped(entry.key)) };
}

function addExpressions(field: Field, found: ExpressionField[]): void {
  switch (field.kind) {
    case "constant":
      return;
    case "expression":
      found.push(field);
      return;
    case "text":
      for (const part of field.parts) if (typeof part !== "string") found.push(part);
      return;
    case "array":
      for (const item of field.items) addExpressions(item, found);
      return;
    case "object":
      for (const { value } of field.entries) addExpressions(value, found);
  }
}
