import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { commentsInCode } from "../compiler/functions/syntax.ts";
import { analyzeProject, catalogue, filesInMemory, findProject } from "../compiler/index.ts";
import { unsuppressed } from "../compiler/suppress/suppress.ts";
import type { Diagnostic } from "../grammar/diagnostic.ts";
import { commentsIn } from "../grammar/json/comments.ts";
import { testFixtures } from "./fixtures.ts";

testFixtures(new URL("suppress/", import.meta.url));

function finding(code: string, uri: string, text: string, at: string): Diagnostic {
  const severity = catalogue.get(code)?.severity ?? "warning";
  const start = text.indexOf(at);
  return { code, severity, message: "It is so.", uri, span: { start, end: start + at.length } };
}

test("comments of JSON are found where they are, and nothing that only looks like one", () => {
  const text = '// a\r\n{ "b": "// c", /* d\n*/ "e": 1 } // f';
  expect(commentsIn(text).map(({ text: comment }) => comment)).toEqual(["// a", "/* d\n*/", "// f"]);
  for (const { span, text: comment } of commentsIn(text)) expect(text.slice(span.start, span.end)).toBe(comment);
  expect(commentsIn('{ /* open "a": 1 }').map(({ text: comment }) => comment)).toEqual(['/* open "a": 1 }']);
});

test("comments of JavaScript are found where they are, up to an error", () => {
  const text = "/* a */ const b = '// c' + `/* d */` + /\\/\\/ e/; // f";
  expect(commentsInCode(text).map(({ text: comment }) => comment)).toEqual(["/* a */", "// f"]);
  expect(commentsInCode("// a\n) // b").map(({ text: comment }) => comment)).toEqual(["// a"]);
});

test("findings in code of functions are silenced as those in manifests are", () => {
  const uri = "functions/loud/code.js";
  const text =
    "const a = '// imlc-ignore function-length: No comment.';\nb(); // imlc-ignore function-length: It is.\n";
  const [first, second] = [finding("function-length", uri, text, "const"), finding("function-length", uri, text, "b(")];
  expect(unsuppressed([first, second], [{ uri, text }])).toEqual([first]);
});

test("the same text in another file is about that file", () => {
  const text = '{\n  // imlc-ignore missing-operator: So it is.\n  "a": 1 }';
  const [here, there] = ["a.json", "b.json"].map((uri) => finding("missing-operator", uri, text, '"a"'));
  expect(here && there && unsuppressed([here, there], [{ uri: "a.json", text }])).toEqual([there]);
});

test("what a finding counts as decides, not what it was declared as", () => {
  const text = '{\n  // imlc-ignore missing-operator: So it is.\n  "a": 1 }';
  const raised: Diagnostic = { ...finding("missing-operator", "a.json", text, '"a"'), severity: "error" };
  expect(unsuppressed([raised], [{ uri: "a.json", text }]).map(({ code }) => code)).toEqual([
    "missing-operator",
    "suppressed-error",
  ]);
  const lowered: Diagnostic = { ...finding("unknown-key", "a.json", text, '"a"'), severity: "hint" };
  const about = text.replace("missing-operator", "unknown-key");
  expect(
    unsuppressed(
      [{ ...lowered, span: { start: about.indexOf('"a"'), end: about.length } }],
      [{ uri: "a.json", text: about }],
    ),
  ).toEqual([]);
});

test.each([
  ['{\n  // imlc-ignore missing-operator: Gone.\n  "uid": "{{item.id}}"\n}', '{\n  "uid": "{{item.id}}"\n}'],
  ['{\r\n\t/* imlc-ignore missing-operator: Gone. */ \r\n "uid": "{{item.id}}"}', '{\r\n "uid": "{{item.id}}"}'],
  ['{"uid": "{{item.id}}" // imlc-ignore missing-operator: Gone.\n}', '{"uid": "{{item.id}}"\n}'],
  ['{ /* imlc-ignore missing-operator: Gone. */ "uid": "{{item.id}}"}', '{ "uid": "{{item.id}}"}'],
  ['// imlc-ignore missing-operator: Gone.\n{"uid": "{{item.id}}"}', '{"uid": "{{item.id}}"}'],
  ['{"uid": "{{item.id}}"}\n  // imlc-ignore missing-operator: Gone.', '{"uid": "{{item.id}}"}\n  '],
  [
    '// imlc-ignore missing-operator, hyphen-in-name: One.\n{"uid": "{{item.a-b}}"}',
    '// imlc-ignore hyphen-in-name: One.\n{"uid": "{{item.a-b}}"}',
  ],
  [
    '// imlc-ignore hyphen-in-name , missing-operator : One.\n{"uid": "{{item.a-b}}"}',
    '// imlc-ignore hyphen-in-name : One.\n{"uid": "{{item.a-b}}"}',
  ],
])("the fix of an unused suppression takes away what is too much: %j", (before, after) => {
  const files = filesInMemory({ "webhook.iml.json": before });
  const { diagnostics } = analyzeProject(findProject(files, ["."]), files);
  const [unused] = diagnostics;
  expect(diagnostics.map(({ code }) => code)).toEqual(["unused-suppression"]);
  expect(unused?.fix?.unsafe).toBeUndefined();
  const [edit] = unused?.fix?.edits ?? [];
  expect(edit && before.slice(0, edit.span.start) + edit.text + before.slice(edit.span.end)).toBe(after);
});

test("a file that says nothing about silence is not read for it", () => {
  const text = readFileSync(new URL("check/calls.jsonc", import.meta.url), "utf8");
  const found = [finding("missing-operator", "a.json", text, "{")];
  expect(unsuppressed(found, [{ uri: "a.json", text }])).toBe(found);
});
