import { ImlError, type Site } from "./error.ts";

/** Characters that a text made of other texts may have: fifty times as many as an output may. */
export const longestText = 50_000_000;

/** Throws for a text that would be longer: two texts of a few kilobytes can ask for gigabytes. */
export function checkLength(site: Site, length: number): void {
  if (length > longestText) {
    throw new ImlError("limit", site, `the result would have more than ${longestText} characters.`);
  }
}
