import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { type Host, hosts, imlScopes, scopesAt, tokenize } from "./tokenize.ts";

const fixture = readFileSync(new URL("fixtures/webhook.iml.json", import.meta.url), "utf8");

interface Announced {
  readonly line: number;
  readonly from: number;
  readonly to: number;
  readonly scope: string;
  readonly noIml: boolean;
}

/** What the comments announce of the next line above that is no such comment. */
function announced(text: string): readonly Announced[] {
  const lines = text.split("\n");
  const comments = lines.map((line) => /^\/\/ *(\^+) ([\w.-]+)(, no IML)?$/d.exec(line));
  return comments.flatMap((match, i) => {
    const [from = 0, to = 0] = match?.indices?.[1] ?? [];
    const line = comments.findLastIndex((other, above) => above < i && !other);
    return match ? [{ line, from, to, scope: match[2] ?? "", noIml: match[3] !== undefined }] : [];
  });
}

describe("the tokens of manifests", () => {
  const lines = fixture.split("\n");
  const shown = lines.filter((line) => !/^\/\/ *\^/.test(line));
  const starts = new Map(
    lines.flatMap((line, i) => {
      const at = shown.indexOf(line);
      return at < 0 ? [] : [[i, shown.slice(0, at).join("\n").length + (at > 0 ? 1 : 0)] as const];
    }),
  );

  test.each(announced(fixture).map((each) => [`${lines[each.line]?.slice(each.from, each.to)}`, each] as const))(
    "%s",
    async (_, { line, from, to, scope, noIml }) => {
      const tokens = await tokenize("source.json.iml", shown.join("\n"));
      const start = starts.get(line) ?? 0;
      for (let at = start + from; at < start + to; at++) {
        expect(scopesAt(tokens, at)).toContain(scope);
        if (noIml) expect(imlScopes(tokens, at)).toEqual([]);
      }
    },
  );
});

/** Pieces of which strings are made that a grammar could stumble over. */
const pieces = ["{{", "}}", "'", '"', "`", "\\", "item", "if", "(", ")", "[", "]", ".", "1", "2.5", " ", "é", "“", "//"]
  .concat(["/*", "\n", "{", "}", "+", "&", "=>", "null", ";", "'it''s'", "{{body.a}}", "\u2028", "😀"])
  .map((piece) => fc.constant(piece));
const anyText = fc
  .array(fc.oneof(...pieces, fc.string({ unit: "binary" })), { maxLength: 12 })
  .map((all) => all.join(""));

/** JSON, some of whose characters are written as escapes. */
function quoted(text: string, isEscaped: (code: number) => boolean): string {
  return JSON.stringify(text).replace(/\\.|[^\\]/g, (one) => {
    const code = one.length === 1 && one !== '"' && isEscaped(one.charCodeAt(0)) ? one.charCodeAt(0) : undefined;
    return code === undefined ? one : `\\u${code.toString(16).padStart(4, "0")}`;
  });
}

describe.each(hosts)("in %s", (host: Host) => {
  test("what a string holds changes nothing behind it", async () => {
    const around = async (string: string) => {
      const before = '{\n"a": ';
      const end = before.length + string.length;
      return (await tokenize(host, `${before}${string},\n"b": "{{c}}"\n}`))
        .filter((token) => token.start >= end)
        .map(({ start, scopes }) => ({ start: start - end, scopes }));
    };
    const usual = await around('"x"');
    await fc.assert(
      fc.asyncProperty(anyText, fc.constantFrom(0x20, 0x80, 0x100), async (text, limit) => {
        expect(await around(quoted(text, (code) => code >= limit))).toEqual(usual);
      }),
    );
  });

  test("only what stands in double braces is IML", async () => {
    await fc.assert(
      fc.asyncProperty(anyText, anyText, async (before, after) => {
        const [front, back] = [before, after].map((text) =>
          quoted(text.replaceAll("{", ""), (code) => code > 0x7f).slice(1, -1),
        );
        const text = `{"${front}": "${front}{{ item }}${back}"}`;
        const tokens = await tokenize(host, text);
        const start = text.lastIndexOf("{{ item }}");
        const coloured = tokens.filter((token) => imlScopes(tokens, token.start).length > 0);
        expect([coloured.at(0)?.start, coloured.at(-1)?.end]).toEqual([start, start + "{{ item }}".length]);
      }),
    );
  });
});

test("a long literal without its end takes no longer than one with it", async () => {
  const text = `{"a": "{{ '${"\\u0041".repeat(5000)} }}", "b": "{{ ${"`\\u0041".repeat(999)} }}"}`;
  const tokens = await tokenize("source.json.iml", text);
  expect(imlScopes(tokens, text.indexOf("\\u0041"))).toContain("string.quoted.single.iml");
});
