import type { Value } from "../../language/values.ts";

/** The number that a template gave, also as text; undefined for anything else. */
export function numberOf(value: Value): number | undefined {
  const number = typeof value === "string" && value.trim() !== "" ? Number(value) : value;
  return typeof number === "number" && !Number.isNaN(number) ? number : undefined;
}
