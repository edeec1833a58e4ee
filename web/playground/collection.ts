import { JsonError, parseJson } from "../../language/json.ts";
import { isCollection } from "../../language/kinds.ts";
import type { Collection } from "../../language/values.ts";

/** What somebody wrote as the JSON of an object, which may be nothing at all; undefined if it is no such JSON. */
export function collectionIn(text: string): Collection | undefined {
  try {
    const value = text.trim() === "" ? {} : parseJson(text);
    return isCollection(value) ? value : undefined;
  } catch (error) {
    if (error instanceof JsonError) return undefined;
    throw error;
  }
}
