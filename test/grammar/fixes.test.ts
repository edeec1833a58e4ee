import { describe, expect, test } from "vitest";
import type { Diagnostic } from "../../grammar/diagnostic.ts";
import { readManifest, readTemplate } from "./read.ts";

/** The title of each fix, and what it makes of the text. */
function fixesOf(text: string, diagnostics: readonly Diagnostic[]): readonly (readonly [string, string])[] {
  return diagnostics.flatMap(({ fix }) => {
    if (!fix) return [];
    const fixed = fix.edits
      .toSorted((a, b) => b.span.start - a.span.start)
      .reduce((changed, { span, text: put }) => changed.slice(0, span.start) + put + changed.slice(span.end), text);
    return [[fix.title, fixed]];
  });
}

describe("what a fix makes of a template", () => {
  test.each([
    ["{{a b}}", "Write `+`", "{{a + '' + b}}"],
    ["{{a(1)b}}", "Write `+`", "{{a(1) + '' + b}}"],
    ["{{'x' b}}", "Write `+`", "{{'x' + b}}"],
    ["{{b 'x'}}", "Write `+`", "{{b + 'x'}}"],
    ["{{1 b}}", "Write `+`", "{{1 + '' + b}}"],
    ["{{a + 'x' b}}", "Write `+`", "{{a + 'x' + b}}"],
    ["{{'x' + a b}}", "Write `+`", "{{'x' + a + b}}"],
    ["{{a + c b}}", "Write `+`", "{{a + c + '' + b}}"],
    ["{{'x' - a b}}", "Write `+`", "{{'x' - a + '' + b}}"],
    ["{{a ? b : c}}", "Write `if(…)`", "{{if(a, b, c)}}"],
    ["{{x + (a?1 :2)}}", "Write `if(…)`", "{{x + (if(a, 1, 2))}}"],
    ["{{a and b}}", "Write `&`", "{{a & b}}"],
    ["{{a Or b}}", "Write `|`", "{{a | b}}"],
    ["{{[ a, b ]}}", "Write `add(emptyarray, …)`", "{{add(emptyarray, a, b)}}"],
    ["{{f([])}}", "Write `emptyarray`", "{{f(emptyarray)}}"],
    ["{{a?.b}}", "Remove the `?`", "{{a.b}}"],
    ["{{a?.[b]}}", "Remove the `?`", "{{a[b]}}"],
    ["{{f({{ a }})}}", "Remove the braces", "{{f(a)}}"],
    ["{{headers.x-y}}", "Put the name in backticks", "{{headers.`x-y`}}"],
    ["{{a.2fa}}", "Put the name in backticks", "{{a.`2fa`}}"],
    ["{{“it's”}}", "Write straight quotes", "{{'it''s'}}"],
    ["{{f(a, )}}", "Write `undefined`", "{{f(a,undefined )}}"],
    ["{{f(a, DD.MM.YYYY)}}", "Put it in quotes", "{{f(a, 'DD.MM.YYYY')}}"],
    ["{{f(a, MM/DD)}}", "Put it in quotes", "{{f(a, 'MM/DD')}}"],
    ["{{f(HH mm)}}", "Put it in quotes", "{{f('HH mm')}}"],
    ["{{f(YYYY-MM-DD HH:mm)}}", "Put it in quotes", "{{f('YYYY-MM-DD HH:mm')}}"],
  ])("%s", (template, title, fixed) => {
    const file = JSON.stringify(template);
    expect(fixesOf(file, readTemplate(template, file).diagnostics)).toEqual([[title, JSON.stringify(fixed)]]);
  });

  test.each(["{{a ? b}}", "{{a ? : c}}", "{{not a}}", "{{[a}}", "{{f({a: b})}}", "{{a.f()}}", "{{f(x => x)}}"])(
    "nothing but a person can mend %s",
    (template) => {
      const { diagnostics } = readTemplate(template);
      expect(diagnostics).not.toEqual([]);
      expect(diagnostics.flatMap(({ fix }) => fix ?? [])).toEqual([]);
    },
  );
});

describe("what a fix makes of JSON", () => {
  test.each([
    ['{"a": 1,}', "Remove the comma", '{"a": 1}'],
    ["[1,,2]", "Remove the comma", "[1,2]"],
    ["[,1]", "Remove the comma", "[1]"],
    ["[1 2]", "Insert a comma", "[1, 2]"],
    ['{"a": 1 "b": 2}', "Insert a comma", '{"a": 1, "b": 2}'],
    ["{a: 1}", "Put it in double quotes", '{"a": 1}'],
    ['{"a": \'say "it"\'}', "Put it in double quotes", '{"a": "say \\"it\\""}'],
    ['{"a": {{b}}}', "Put it in double quotes", '{"a": "{{b}}"}'],
    ['["\\d"]', "Double the backslash", '["\\\\d"]'],
    ['["\\u00e"]', "Double the backslash", '["\\\\u00e"]'],
    ['["a\tb\nc"]', "Escape it", '["a\\tb\\nc"]'],
    ['{"a": "b', "Close the string", '{"a": "b"'],
    ["{'a: 1\n}", "Close the string", "{'a: 1'\n}"],
  ])("%j", (text, title, fixed) => {
    expect(fixesOf(text, readManifest(text).diagnostics)).toContainEqual([title, fixed]);
  });

  test.each(['{"a": "', '{"a" 1}', '{"a": True}', '{"a": 01}', "{} }"])("nothing but a person can mend %j", (text) => {
    const { diagnostics } = readManifest(text);
    expect(diagnostics).not.toEqual([]);
    expect(diagnostics.flatMap(({ fix }) => fix ?? [])).toEqual([]);
  });
});
