import { readFileSync } from "node:fs";
import fc from "fast-check";
import { expect, test } from "vitest";
import { isServed } from "../../editor/served.ts";
import manifest from "../../editor/vscode/package.json" with { type: "json" };
import { isName } from "../../grammar/iml/lexis.ts";

const configuration = JSON.parse(
  readFileSync(new URL("../../editor/vscode/language-configuration.json", import.meta.url), "utf8"),
);

test("names and numbers are words", () => {
  const { pattern, flags } = configuration.wordPattern;
  const words = (text: string) => text.match(new RegExp(pattern, `${flags}g`)) ?? [];
  expect(words("{{größe.`a b` + -1.5}}")).toEqual(["größe", "a", "b", "-1.5"]);
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom("a", "é", "_", "$", "9", "日", "\u0301", "-", ".") }),
      (text) => !isName(text) || words(text)[0] === text,
    ),
  );
});

test("an object is indented, and its end is not", () => {
  const { increaseIndentPattern, decreaseIndentPattern } = configuration.indentationRules;
  for (const line of ["{", '  "a": [', '  "a": { // all of it'])
    expect(line).toMatch(new RegExp(increaseIndentPattern));
  for (const line of ['  "a": {},', '  "a": "{{b}}",']) expect(line).not.toMatch(new RegExp(increaseIndentPattern));
  for (const line of ["}", "  ],"]) expect(line).toMatch(new RegExp(decreaseIndentPattern));
});

test("the files of the language are those that the server serves", () => {
  const [imljson] = manifest.contributes.languages;
  for (const extension of imljson?.extensions ?? []) expect(isServed(`shop/webhook${extension}`)).toBe(true);
  for (const event of manifest.activationEvents) {
    expect(isServed(event.replace(/^workspaceContains:\*\*\//, "shop/").replace("*", "webhook"))).toBe(true);
  }
});
