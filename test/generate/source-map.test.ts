import { SourceMap } from "node:module";
import { transformSync } from "esbuild";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { generateJavascript } from "../../compiler/generate/javascript.ts";
import { mark, unmarked } from "../../compiler/generate/marks.ts";
import { generateApp } from "../../compiler/generate/module.ts";
import { mapped } from "../../compiler/generate/source-map.ts";
import { positions } from "../../grammar/source.ts";
import { analyzeCase, cases } from "./case.ts";

const version = "0.1.0";

/** A piece of code that comes from an offset of one of two files. */
const piece = fc.record({
  uri: fc.constantFrom("a.json", "b/c.json"),
  offset: fc.nat(60),
  code: fc.string({ unit: fc.constantFrom("x", "\n", " ", "é", "😀"), minLength: 1, maxLength: 12 }),
});

const texts = new Map([
  ["a.json", "{\n  one\n  two\n\n}\n"],
  ["b/c.json", `${"x".repeat(40)}\n\ny\n`],
]);

test("a map leads from each piece of code to where it comes from", () => {
  fc.assert(
    fc.property(
      fc.array(piece, { minLength: 1 }),
      fc.constantFrom("", "head\n", "head", "a\nb\n"),
      (pieces, before) => {
        const marked = pieces.map(({ uri, offset, code }) => mark(uri, { start: offset, end: offset }) + code).join("");
        const { code, map } = mapped(marked, texts, before);
        expect(code).toBe(before + pieces.map((each) => each.code).join(""));
        expect(unmarked(marked)).toBe(pieces.map((each) => each.code).join(""));
        const decoded = new SourceMap({ ...map, file: "out.js", sourceRoot: "" });
        let offset = before.length;
        for (const { uri, offset: start, code: text } of pieces) {
          const at = positions(code)(offset);
          const { line, column } = positions(texts.get(uri) ?? "")(start);
          expect(decoded.findEntry(at.line - 1, at.column - 1)).toMatchObject({
            originalSource: uri,
            originalLine: line - 1,
            originalColumn: column - 1,
          });
          offset += text.length;
        }
      },
    ),
  );
});

describe.each(cases)("the JavaScript of %s", (name) => {
  const { app, texts: manifests } = analyzeCase(name);
  const modules = generateJavascript(app, manifests, version);

  test("is that of the TypeScript modules, with no trace of the marks", () => {
    const typed = generateApp(app, manifests, version);
    for (const { path, text } of modules.filter(({ map }) => map)) {
      const other = typed.find((each) => each.path === path.replace(/\.js$/, ".ts"));
      expect(normalized(text)).toBe(normalized((other?.text ?? "").replace(/^export (?!default)/gm, "")));
    }
  });

  test("leads from each function to the place that stands above it in TypeScript", () => {
    for (const { path, text } of generateApp(app, manifests, version)) {
      const written = modules.find((each) => each.path === path.replace(/\.ts$/, ".js"));
      if (!written?.map) continue;
      const decoded = new SourceMap({ ...written.map, file: written.path, sourceRoot: "" });
      for (const [, place, signature = ""] of text.matchAll(/^\/\*\* (\S+:\d+:\d+).*\nexport (function \w+)/gm)) {
        const line = written.text.split("\n").findIndex((each) => each.startsWith(`${signature}(`));
        const { originalSource, originalLine, originalColumn } = entryAt(decoded, line, "function ".length);
        expect(`${originalSource.slice(`${name}/`.length)}:${originalLine + 1}:${originalColumn + 1}`).toBe(place);
      }
    }
  });
});

function entryAt(map: SourceMap, line: number, column: number) {
  const entry = map.findEntry(line, column);
  if (!("originalSource" in entry)) throw new Error(`Nothing is known of line ${line + 1}.`);
  return entry;
}

/** The code as one printer has it, without types, comments and what is imported. */
function normalized(text: string): string {
  const { code } = transformSync(text, { loader: "ts", minifyWhitespace: true, minifySyntax: true });
  return code.replace(/import[^;]*;/g, "");
}
