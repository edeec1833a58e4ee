import { valueUnder } from "../../fields.ts";
import type { ConstantField, Field } from "../../program.ts";

/** The constant that an object holds under a key; undefined if it holds none, or something else. */
export function constantUnder(object: Field, key: string): ConstantField["value"] | undefined {
  const field = valueUnder(object, key);
  return field?.kind === "constant" ? field.value : undefined;
}

/** The text that an object holds under a key. */
export function textUnder(object: Field, key: string): string | undefined {
  const value = constantUnder(object, key);
  return typeof value === "string" ? value : undefined;
}

/** The number that an object holds under a key. */
export function numberUnder(object: Field, key: string): number | undefined {
  const value = constantUnder(object, key);
  return typeof value === "number" ? value : undefined;
}

/** Whether an object says true or false under a key; undefined if it says neither. */
export function booleanUnder(object: Field, key: string): boolean | undefined {
  const value = constantUnder(object, key);
  return typeof value === "boolean" ? value : undefined;
}

/** A constant, or those of a list. */
export function constantsIn(field: Field | undefined): readonly ConstantField[] {
  if (field?.kind === "array") return field.items.flatMap(constantsIn);
  return field?.kind === "constant" ? [field] : [];
}
