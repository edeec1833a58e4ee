import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fixAll } from "../cli/fix.ts";
import { fixed, readsAsWell } from "../compiler/fix.ts";
import { analyzeProject, catalogue, type Files, filesInMemory, findProject } from "../compiler/index.ts";
import type { Diagnostic, Edit } from "../grammar/diagnostic.ts";
import { commentsIn } from "../grammar/json/comments.ts";

function analyze(files: Files) {
  return analyzeProject(findProject(files, ["."]), files);
}

const fixtures = ["check", "lint", "suppress"].flatMap((folder) => {
  const url = new URL(`${folder}/`, import.meta.url);
  return readdirSync(url).flatMap((name): [string, Record<string, string>][] =>
    name.endsWith(".jsonc") ? [[name, { "webhook.iml.json": readFileSync(new URL(name, url), "utf8") }]] : [],
  );
});

const examples = [...catalogue.values()].map(
  ({ code, example: { bad } }): [string, Readonly<Record<string, string>>] => [
    code,
    typeof bad === "string" ? { "webhook.iml.json": bad } : bad,
  ],
);

/** How many findings there are that say a thing. */
function counts(diagnostics: readonly Diagnostic[]): ReadonlyMap<string, number> {
  const found = Object.entries(Object.groupBy(diagnostics, ({ uri, code, message }) => `${uri} ${code} ${message}`));
  return new Map(found.map(([what, same = []]) => [what, same.length]));
}

describe.each(["safe", "all"] as const)("all fixes of level %s together", (level) => {
  test.each([...fixtures, ...examples])("of %s can be read, and keep comments", (_, texts) => {
    const files = filesInMemory(texts);
    const { changes, refused, analysis } = fixAll(analyze, files, level);
    expect(refused).toEqual([]);
    for (const { uri, before, after } of changes) {
      expect(readsAsWell(uri, before, after), after).toBe(true);
      const silences = (text: string) => text.includes("imlc-ignore");
      const comments = (text: string) => commentsIn(text).flatMap((each) => (silences(each.text) ? [] : [each.text]));
      expect(comments(after)).toEqual(comments(before));
    }
    if (level === "all") return;
    expect(analysis.diagnostics.filter(({ fix }) => fix && !fix.unsafe)).toEqual([]);
    const first = analyze(files).diagnostics;
    // Behind an error of syntax there may be more to find.
    if (first.some(({ severity }) => severity === "error")) return;
    const known = counts(first);
    const grown = [...counts(analysis.diagnostics)].filter(([what, count]) => count > (known.get(what) ?? 0));
    expect(grown).toEqual([]);
  });
});

const edit = fc
  .record({ start: fc.nat(30), length: fc.nat(6), text: fc.string({ maxLength: 3 }) })
  .map(({ start, length, text }): Edit => ({ span: { start, end: Math.min(30, start + length) }, text }));

test("fixes that are made at once do not touch, and change nothing outside of their edits", () => {
  const text = "abcdefghijklmnopqrstuvwxyz0123";
  const fix = edit.map(
    (each): Diagnostic => ({
      code: "any",
      severity: "warning",
      message: "Any.",
      uri: "a",
      span: each.span,
      fix: { title: "Any", edits: [each] },
    }),
  );
  fc.assert(
    fc.property(fc.array(fix, { maxLength: 6 }), (diagnostics) => {
      const kept: Edit[] = [];
      for (const each of diagnostics.flatMap((found) => found.fix?.edits ?? [])) {
        const isFree = kept.every(({ span }) => span.end < each.span.start || each.span.end < span.start);
        if (isFree) kept.push(each);
      }
      let expected = text;
      for (const { span, text: put } of kept.sort((a, b) => b.span.start - a.span.start)) {
        expected = expected.slice(0, span.start) + put + expected.slice(span.end);
      }
      expect(fixed({ uri: "a", text }, diagnostics, "safe")).toBe(expected);
      expect(fixed({ uri: "b", text }, diagnostics, "safe")).toBe(text);
    }),
    { seed: 20_261_122 },
  );
});

const pieces = fc.constantFrom(
  ...[
    "{{",
    "}}",
    "//",
    "/*",
    "*/",
    ",",
    ",,",
    ":",
    "'",
    '"',
    "}",
    "]",
    " ? ",
    " and ",
    "[0]",
    "\\d",
    "\t",
    "x",
    "“",
    "-",
    "?.",
  ],
);

const broken = fc
  .tuple(
    fc.constantFrom(...fixtures.map(([, texts]) => texts["webhook.iml.json"] ?? "")),
    fc.array(fc.record({ at: fc.nat(3000), removed: fc.nat(2), put: pieces }), { minLength: 1, maxLength: 3 }),
  )
  .map(([text, changes]) =>
    changes.reduce((done, { at, removed, put }) => {
      const start = at % (done.length + 1);
      return done.slice(0, start) + put + done.slice(start + removed);
    }, text),
  );

test("the fixes of broken manifests come to an end, and leave what can be read or what there was", () => {
  fc.assert(
    fc.property(broken, fc.constantFrom("safe", "all"), (text, level) => {
      const files = filesInMemory({ "webhook.iml.json": text });
      const { changes, analysis } = fixAll(analyze, files, level);
      for (const { uri, before, after } of changes) {
        expect(before).toBe(text);
        expect(readsAsWell(uri, before, after)).toBe(true);
        expect(analysis.texts.get(uri)).toBe(after);
      }
      if (changes.length === 0) expect(analysis.texts.get("webhook.iml.json")).toBe(text);
    }),
    { seed: 20_261_122, numRuns: 400 },
  );
});
