import { expect, test } from "vitest";
import { print } from "../../grammar/iml/print.ts";
import { onlyExpression, readTemplate } from "./read.ts";

/** What is read, and what is found. */
function reading(text: string): readonly [printed: string, codes: readonly string[]] {
  const { value, diagnostics } = readTemplate(`{{${text}}}`);
  return [print(onlyExpression(value)), diagnostics.map(({ code }) => code)];
}

/** `and`, `or` and `not` are names where a name can stand, and were meant as operators between and before terms. */
test.each<[string, string, readonly string[]]>([
  ["a and b", "a & b", ["word-operator"]],
  ["(a) and b", "a & b", ["word-operator"]],
  ["a[1] or b", "a[1] | b", ["word-operator"]],
  ["f(a) and b", "f(a) & b", ["word-operator"]],
  ["1 or 2", "1 | 2", ["word-operator"]],
  [" {{a}} and b", "a & b", ["nested-mustache", "word-operator"]],
  ["not a", "!a", ["word-operator"]],
  ["NOT 'a'", "!'a'", ["word-operator"]],
  ["not (a)", "!a", ["word-operator"]],
  ["not {{a}}", "!a", ["word-operator", "nested-mustache"]],
  ["b = not a", "b = !a", ["word-operator"]],
  ["not(a)", "`not`(a)", []],
  ["and(a)", "`and`(a)", []],
  ["not", "not", []],
  ["not + 1", "(not) + 1", []],
  ["a.and", "a.and", []],
  ["a.not + b", "a.not + b", []],
  ["a + and.b", "a + and.b", []],
  ["a or.b", "a or.b", ["missing-operator"]],
  ["a and[1]", "a and[1]", ["missing-operator"]],
  ["a.and b", "a.and b", ["missing-operator"]],
  ["a `and`", "a `and`", ["missing-operator"]],
  ["a not b", "(a) (not) b", ["missing-operator", "missing-operator"]],
])("{{%s}} is %s", (text, printed, codes) => {
  expect(reading(text)).toEqual([printed, codes]);
});

test("a choice may stand in a choice", () => {
  expect(reading("a ? b ? c : d : e")).toEqual(["if(a, if(b, c, d), e)", ["ternary", "ternary"]]);
});

test.each([
  ["f(M / D)", "f(M / D)"],
  ["f(MM / D)", "f(MM / D)"],
  ["f(YYYY-MM(1))", "f(YYYY - MM(1))"],
  ["f(YYYY-MM[1])", "f(YYYY - MM[1])"],
  ["f(YYYYx-MM)", "f(YYYYx - MM)"],
  ["f(xYYYY-MM)", "f(xYYYY - MM)"],
])("{{%s}} has names in it, and no date format", (text, printed) => {
  expect(reading(text)).toEqual([printed, []]);
});
