import fc from "fast-check";
import type { Collection, Value } from "../../language/values.ts";
import { anyCharacter } from "../characters.ts";

/** Keys as payloads have them, among them those that are on prototypes and those that look like tags. */
export const key: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 8 }),
  fc.constantFrom("__proto__", "constructor", "toString", "length", "name", "$date", "$undefined", "$collection", "0"),
);

/** Values that hold no others. */
export const scalar: fc.Arbitrary<Value> = fc.oneof(
  fc.constantFrom(undefined, null, true, false),
  fc.double(),
  fc.integer(),
  fc.string({ unit: anyCharacter }),
  fc.date({ noInvalidDate: true }),
  fc.uint8Array(),
);

/** Any value of IML. */
export const value: fc.Arbitrary<Value> = fc.letrec<{ value: Value; collection: Collection }>((tie) => ({
  value: fc.oneof({ maxDepth: 4 }, scalar, fc.array(tie("value"), { maxLength: 4 }), tie("collection")),
  collection: entries(tie("value")),
})).value;

/** Any collection; a key may be `__proto__`, as in parsed JSON. */
export const collection: fc.Arbitrary<Collection> = entries(value);

function entries(item: fc.Arbitrary<Value>): fc.Arbitrary<Collection> {
  return fc.array(fc.tuple(key, item), { maxLength: 4 }).map((pairs) => Object.fromEntries(pairs));
}
