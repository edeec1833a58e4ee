import fc from "fast-check";
import { expect, test } from "vitest";
import { parseContentType } from "../../runtime/content-type.ts";
import { readParameters, readPlainParameters } from "../../runtime/header-parameters.ts";

const read = (text: string) => {
  const parameters = readParameters(text);
  return parameters && Object.fromEntries(parameters);
};

test.each<[string, unknown]>([
  ["", {}],
  [";", {}],
  ["; ;a=1;", { a: "1" }],
  ['; A=1 ; b="x y"', { a: "1", b: "x y" }],
  [String.raw`; a="\"\\"`, { a: '"\\' }],
  [String.raw`; a="C:\new"`, { a: String.raw`C:\new` }],
  ["; a=1; A=2", undefined],
  ["; a", undefined],
  ["; a=1 b", undefined],
  ['; a="1', undefined],
  ['; a="1"b', undefined],
  [String.raw`; a="\"`, undefined],
])("%j", (text, expected) => {
  expect(read(text)).toEqual(expected);
});

test("in plain ones a backslash is one like any other", () => {
  const plain = readPlainParameters(String.raw`; name="\"; filename="\\"`);
  expect(plain && Object.fromEntries(plain)).toEqual({ name: "\\", filename: "\\\\" });
});

test("any texts come back as they were quoted", () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: "binary" }), { maxLength: 4 }), (texts) => {
      const written = texts.map((text, index) => `; p${index}="${text.replace(/["\\]/g, "\\$&")}"`).join("");
      expect(read(written)).toEqual(Object.fromEntries(texts.map((text, index) => [`p${index}`, text])));
    }),
  );
});

/** As long as headers may be. */
const length = 16_000;

test.each([
  ["backslashes in quotes that do not end", `; a="${"\\".repeat(length)}`],
  ["backslashes before what is no end", `; a="${"\\".repeat(length)}" x`],
  ["quotes after backslashes", `; a="${'\\"'.repeat(length / 2)}`],
  ["blanks behind what is no parameter", `; a${" ".repeat(length)}x`],
  ["semicolons and blanks", `${"; ".repeat(length / 2)}x y`],
])("%s take no longer to refuse than to read", (_, text) => {
  const began = performance.now();
  expect([readParameters(text), readPlainParameters(text), parseContentType(`a/b${text}`)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
  expect(performance.now() - began).toBeLessThan(5_000);
});
