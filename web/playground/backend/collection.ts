import { JsonError, parseJson } from "../../../language/json.ts";
import { isCollection } from "../../../language/kinds.ts";
import type { Collection } from "../../../language/values.ts";

/** What somebody wrote as the JSON of an object; empty while it is none, which the page says beside it. */
export function collectionIn(text: string): Collection {
  try {
    const value = text.trim() === "" ? {} : parseJson(text);
    return isCollection(value) ? value : {};
  } catch (error) {
    if (error instanceof JsonError) return {};
    throw error;
  }
}
