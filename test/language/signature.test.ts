import { expect, test } from "vitest";
import { conversionRows } from "../../language/conversion-rows.ts";
import { define, parameterOf } from "../../language/functions/define.ts";
import { builtins } from "../../language/functions/index.ts";
import { resultOf, signature } from "../../language/functions/signature.ts";
import { show } from "../../language/type-relations.ts";
import { t } from "../../language/types.ts";

test.each([
  ["now", false, false, false],
  ["end?", true, false, false],
  ["...keys", false, true, false],
  ["then()", false, false, true],
  ["else()?", true, false, true],
  ["...cases()", false, true, true],
])("the marks of %s", (marked, optional, rest, lazy) => {
  const name = marked.replace(/\W/g, "");
  const param = [marked, t.text] as const;
  expect(parameterOf(param)).toEqual({ name, type: t.text, optional, rest, lazy });
  expect(parameterOf(param)).toBe(parameterOf(param));
});

test("a name is made of letters, and marks stand at its ends", () => {
  for (const marked of ["a b", "a?b", "..a", "?"]) {
    expect(parameterOf([marked, t.text]), marked).toMatchObject({
      name: "",
      optional: false,
      rest: false,
      lazy: false,
    });
  }
});

test.each([
  ["split", "split(text, separator, keepEmpty?)", "array of text"],
  ["pick", "pick(object, keys…)", "collection"],
  ["if", "if(condition, then, else?)", "any"],
  ["switch", "switch(value, case, result, more…)", "any"],
  ["reverse", "reverse(array)", "array"],
])("%s is shown as %s and gives %s", (name, shown, result) => {
  const spec = builtins.get(name);
  if (spec === undefined) throw new Error(`There is no ${name}.`);
  expect(signature(spec)).toBe(shown);
  expect(show(resultOf(spec))).toBe(result);
});

test("a function without parameters has empty parentheses", () => {
  const { spec } = define({ name: "f", doc: "…", source: "…", examples: [], params: [], returns: t.number }, () => 1);
  expect(signature({ ...spec, exportName: "f", category: "x" })).toBe("f()");
  expect(resultOf({ ...spec, exportName: "f", category: "x" })).toEqual(t.number);
});

test("of each conversion it is told where it is made, by which rules, and with examples", () => {
  expect(Object.keys(conversionRows)).toEqual(["text", "number", "boolean", "date", "array", "collection"]);
  for (const [wanted, { doc, rules, source, examples }] of Object.entries(conversionRows)) {
    expect(doc, wanted).toMatch(/\.$/);
    expect(source, wanted).toMatch(/^(?:Make help|Manifests)/);
    expect(rules.length, wanted).toBeGreaterThan(1);
    expect(examples.length, wanted).toBeGreaterThan(1);
  }
});
