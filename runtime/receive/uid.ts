import type { Value } from "../../language/values.ts";

/**
 * A uid as the text that is compared, exactly: no trimming, no case folding. Text is taken as it is, an integer by all
 * its digits; undefined for anything else. Integers that doubles cannot tell apart and texts that UTF-8 cannot (lone
 * surrogates) are nobody's: two users must never become one.
 */
export function uidText(value: Value): string | undefined {
  if (typeof value === "number") return Number.isSafeInteger(value) ? String(value) : undefined;
  return typeof value === "string" && value !== "" && value.isWellFormed() ? value : undefined;
}
