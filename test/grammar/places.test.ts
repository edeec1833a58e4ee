import { describe, expect, test } from "vitest";
import { allOf, onlyExpression, readManifest, readTemplate } from "./read.ts";

/** Each node of an expression as it stands in the file, the outer ones before the inner ones. */
function texts(template: string): readonly string[] {
  const file = JSON.stringify(template);
  return allOf(onlyExpression(readTemplate(template, file).value)).map(({ span }) => file.slice(span.start, span.end));
}

test.each<[string, readonly string[]]>([
  ["{{ a }}", ["a"]],
  ["{{ a.b [1] }}", ["a.b [1]", "a.b", "a", "1"]],
  ["{{ a[] }}", ["a[]", "a"]],
  ["{{ f( a; -b ) }}", ["f( a; -b )", "a", "-b", "b"]],
  ["{{ a + b * 'c' }}", ["a + b * 'c'", "a", "b * 'c'", "b", "'c'"]],
  ["{{ (a) b }}", ["(a) b", "(a)", "b"]],
  ["{{ a.f(b) }}", ["a.f(b)", "a", "b"]],
  ["{{ a ? b : c }}", ["a ? b : c", "a", "b", "c"]],
  ["{{ f([a, b]) }}", ["f([a, b])", "[a, b]"]],
  ["{{ f({a: b}) }}", ["f({a: b})", "{a: b}"]],
  ["{{ f(x => y) }}", ["f(x => y)", "x => y"]],
  ["{{ f({{ a }}) }}", ["f({{ a }})", "{{ a }}"]],
  ["{{ a[{{ b }}] }}", ["a[{{ b }}]", "a", "b"]],
  ["{{ f(a, ) }}", ["f(a, )", "a", " "]],
  ["{{ a +  }}", ["a +  ", "a", "  "]],
  ["{{ a[1 }}", ["a[1 ", "a", "1"]],
])("the nodes of %s stand where they are written", (template, expected) => {
  expect(texts(template)).toEqual(expected);
});

test("what joins two terms stands between them, and has no extent", () => {
  const expression = onlyExpression(readTemplate("{{ab cd}}").value);
  expect(expression).toMatchObject({ operator: "join", operatorSpan: { start: 5, end: 5 } });
});

describe("what a finding tells beside its place", () => {
  const found = (text: string) => readManifest(text).diagnostics;

  test("where a key was first given", () => {
    expect(found('{"a": 1, "a": 2}')[0]?.related).toEqual([
      { uri: "manifest.jsonc", span: { start: 1, end: 4 }, message: "First given here." },
    ]);
  });

  test("which bracket is still open", () => {
    expect(found('{"a": [1, 2}')[0]?.related).toBeUndefined();
    expect(found('{"a": {"b": [1, 2]').map(({ related }) => related)).toEqual([
      [{ uri: "manifest.jsonc", span: { start: 6, end: 7 }, message: "This `{` is open." }],
    ]);
    expect(found('{"a": [{"b": 1}, 2').map(({ related }) => related)).toEqual([
      [{ uri: "manifest.jsonc", span: { start: 6, end: 7 }, message: "This `[` is open." }],
    ]);
  });

  test.each<[string, number, number, string]>([
    ["{} /* open", 3, 5, "This comment has no `*/`."],
    ["{} /*/", 3, 5, "This comment has no `*/`."],
    ["/* a */ {} /* b", 11, 13, "This comment has no `*/`."],
    [`[${"a".repeat(40)}]`, 1, 41, `Expected a value, found \`${"a".repeat(40)}\`.`],
    [`[${"a".repeat(41)}]`, 1, 42, `Expected a value, found \`${"a".repeat(39)}…\`.`],
    ["{} [1]", 3, 4, "Expected the end of the file, found `[`."],
    ['{"a": "{{ f(a `b  c`; d }}"}', 24, 26, "Expected `)`, found `}}`."],
    ['{"a": "{{ f(a] `b  c`) }}"}', 13, 14, "Expected `)`, found `]`."],
    ['{"a": "{{ (a, b) }}"}', 12, 13, "Expected `)`, found `,`."],
    ['{"a": "{{ f(c)(a; b) }}"}', 16, 17, "Expected `)`, found `;`."],
    ['["a\rb"]', 3, 4, "A string of JSON cannot hold a line break as it is: it is written `\\r`."],
    ['["a\nb"]', 3, 4, "A string of JSON cannot hold a line break as it is: it is written `\\n`."],
    ['["a\u0001b"]', 3, 4, "A string of JSON cannot hold a control character as it is: it is written `\\u0001`."],
    ['["\\u00e"]', 2, 7, "`\\u00e` is not an escape of JSON."],
    ['["\\u00zz1"]', 2, 6, "`\\u00` is not an escape of JSON."],
    ['["\\é"]', 2, 4, "`\\é` is not an escape of JSON."],
    ["", 0, 0, "Expected a value, found the end of the file."],
  ])("%j: from %d to %d, %s", (text, start, end, message) => {
    expect(found(text).find((each) => each.message === message)?.span).toEqual({ start, end });
  });

  test.each(["{} /**/", "{} /***/", "{ /* a */ }", "{} // a", "// /*\n{}"])("nothing, of %j", (text) => {
    expect(found(text)).toEqual([]);
  });

  test("comes in the order of the text, in templates too", () => {
    const spans = readTemplate("{{ f( }} {{ a # b }} {{ c-d.e-f }} {{ 1 + }} {{ g @ }}").diagnostics.map(
      ({ span }) => span.start,
    );
    expect(spans.length).toBeGreaterThan(3);
    expect(spans).toEqual(spans.toSorted((a, b) => a - b));
  });

  test("comes in the order of the text", () => {
    const spans = found('{"a": 01, "b": "\\d", "b": 1, "c" 2, }').map(({ span }) => span.start);
    expect(spans).toEqual(spans.toSorted((a, b) => a - b));
    expect(found('{"a": 01, "b": "\\d", "b": 1, "c" 2, }').map(({ code }) => code)).toEqual([
      "json-syntax",
      "bad-escape",
      "duplicate-key",
      "json-syntax",
      "trailing-comma",
    ]);
  });
});
