import { JsonError, parseJson } from "../language/json.ts";
import type { Value } from "../language/values.ts";
import { Misuse } from "./io.ts";

/**
 * The value of a JSON text of any number of keys; that it is none is a misuse, which says by `name` where the text is
 * from.
 */
export function jsonOf(name: string, text: string): Value {
  try {
    return parseJson(text, Number.POSITIVE_INFINITY);
  } catch (error) {
    if (error instanceof JsonError) throw new Misuse(`${name}: ${error.message}`);
    throw error;
  }
}
