import fc from "fast-check";
import { expect, test } from "vitest";
import { parseJson } from "../../grammar/json/parse.ts";
import type { Value } from "../../language/values.ts";
import { jsonValue } from "../../testing/fixture/json.ts";
import { updatedText } from "../../testing/run/update.ts";

/** JSON as fixtures hold it. */
const json = fc.letrec<{ value: Value }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 3, depthSize: "small" },
    fc.constantFrom<Value>(null, true, "", "a", "// b", 'c"\\', 0, 1.5),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("a", "b", "c", "d"), tie("value"), { maxKeys: 3 }),
  ),
})).value;

function updated(text: string, value: Value): string {
  const source = { uri: "a.hook-test.json", text };
  const node = parseJson(source).value;
  if (node === undefined) throw new Error("The text is no JSON.");
  const mismatch = { message: "", difference: [], update: { node, value } };
  return updatedText(source, [{ name: "", place: "", mismatches: [mismatch] }]);
}

test("a text that is brought up to date says what came", () => {
  fc.assert(
    fc.property(json, json, fc.constantFrom(undefined, 2, "\t"), (before, after, indent) => {
      const text = updated(JSON.stringify(before, null, indent), after);
      const { value, diagnostics } = parseJson({ uri: "", text });
      expect(diagnostics).toEqual([]);
      expect(value && jsonValue(value)).toEqual(JSON.parse(JSON.stringify(after)));
    }),
  );
});

test("what is right already stays as it is, in whatever order its keys stand", () => {
  fc.assert(
    fc.property(json, (value) => {
      const text = `// a\n${JSON.stringify(value, null, 3)} /* b */`;
      expect(updated(text, value)).toBe(text);
    }),
  );
  expect(updated('{"b": 1, /* x */ "a": 2}', { a: 2, b: 1 })).toBe('{"b": 1, /* x */ "a": 2}');
});

test("comments beside what has changed stay", () => {
  expect(updated("[\n  // one\n  1,\n  // two\n  2\n]", [1, 3, 4])).toBe("[\n  // one\n  1,\n  // two\n  3,\n  4\n]");
  expect(updated("[1, /* gone */ 2]", [1])).toBe("[1]");
  expect(updated('{\n  "a": 1 // a\n}', { a: 1, b: { c: [] } })).toBe(
    '{\n  "a": 1,\n  "b": {\n    "c": []\n  } // a\n}',
  );
});
