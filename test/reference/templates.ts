import fc from "fast-check";
import { expressions } from "./expressions.ts";

type Text = fc.Arbitrary<string>;

const whole = expressions.map((expression) => `{{${expression}}}`);
const plain = fc.constantFrom("", " ", "a", "}}", "{x", "é😀", "https://x.example/?q=", '"', "\\n");

const mixed = fc
  .array(fc.oneof({ arbitrary: plain, weight: 1 }, { arbitrary: whole, weight: 2 }), { minLength: 2, maxLength: 4 })
  .map((parts) => parts.join(""));

/** Numbers are written, so that some are longer than a double is exact. */
const constant = fc.constantFrom("1", "-0", "1.5e3", "12345678901234567890", "true", "false", "null", '"x"', '""');

const key = fc.oneof(
  { arbitrary: fc.constantFrom("a", "b", "c", "name", "1", "0"), weight: 4 },
  { arbitrary: fc.constantFrom("__proto__", "constructor", "toString", "", "x-y"), weight: 1 },
  { arbitrary: fc.constantFrom("{{...}}", "{{ ... }}"), weight: 3 },
);

/** So many keys that an object may be made in another way than a small one. */
const large = fc
  .uniqueArray(fc.constantFrom(..."abcdefghijkl10", "name", "constructor", "toString", "x-y", "", "result"), {
    minLength: 7,
    maxLength: 10,
  })
  .chain((keys) => fc.tuple(...keys.map((name) => whole.map((value) => [name, quoted(value)] as const))));

/** The JSON text of a manifest's value, with templates at any depth; the same key may occur twice in an object. */
export const templates: Text = fc.letrec<{ readonly value: string }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    { arbitrary: fc.oneof({ arbitrary: whole, weight: 6 }, { arbitrary: mixed, weight: 1 }).map(quoted), weight: 32 },
    { arbitrary: constant, weight: 4 },
    { arbitrary: fc.array(tie("value"), { maxLength: 3 }).map((items) => `[${items.join(", ")}]`), weight: 4 },
    { arbitrary: fc.array(fc.tuple(key, tie("value")), { maxLength: 3 }).map(objectText), weight: 8 },
    { arbitrary: large.map(objectText), weight: 1 },
  ),
})).value;

function objectText(entries: readonly (readonly [string, string])[]): string {
  return `{\n${entries.map(([name, value]) => `  ${quoted(name)}: ${value}`).join(",\n")}\n}`;
}

function quoted(text: string): string {
  return JSON.stringify(text);
}
