import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { patternOf, replacePattern } from "../../language/pattern.ts";
import { site } from "../../language/values.ts";

const at = site("replace", "webhook.iml.json:1:1");

test.each<[string, { source: string; flags: string } | undefined]>([
  ["/a/", { source: "a", flags: "" }],
  ["/a/gi", { source: "a", flags: "gi" }],
  ["/a/b/", { source: "a/b", flags: "" }],
  ["/\n/", { source: "\n", flags: "" }],
  ["/", undefined],
  ["//", undefined],
  ["a/b", undefined],
  ["/a", undefined],
  ["/a/v1", undefined],
  ["/users/me", undefined],
  ["/a/gg", undefined],
])("%j: %o", (search, pattern) => {
  expect(patternOf(search)).toEqual(pattern);
});

function both(pattern: string, flags: string, text: string, replacement: string): [string, string] {
  return [
    replacePattern(text, { source: pattern, flags }, replacement, at),
    text.replace(new RegExp(pattern, flags), replacement),
  ];
}

test.each([
  ["(\\w+) (\\w+)", "", "John Smith", "$2, $1"],
  ["x*", "g", "abc", "-"],
  ["(a)|(b)", "g", "abab", "[$1|$2]"],
  ["(a)(x)?", "", "ab", "[$1$2$3$10$01$00$&$`$'$$$0$<n>$]"],
  ["(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)(.)", "", "abcdefghijkl", "$11-$10-$12-$1"],
  ["\\s", "g", "a\u00a0b\u2003c\ufeffd\ve", "_"],
  ["[\\s]", "g", "a\u00a0b", "_"],
  ["[\\s\\S]", "g", "a\u00a0\nb", "_"],
  ["\\S+", "g", "a\u00a0b c", "_"],
  [".", "g", "a\r\n\u2028b", "_"],
  [".", "gs", "a\r\nb", "_"],
  ["^b", "gm", "a\nb\nb", "_"],
  ["b$", "g", "b\nb\n", "_"],
  ["[\\b]", "g", "a\bb", "_"],
  ["\\bfoo\\b", "g", "foo food foo", "_"],
  ["\\u00e9", "g", "é", "e"],
  ["\\x41", "g", "A", "_"],
  ["\\/", "g", "a/b/c", "_"],
  ["[^]", "g", "a\n", "_"],
  ["\\z\\A\\Q\\a\\E", "g", "zAQaE", "_"],
  ["(?<=\\$)\\d+", "g", "$12 13", "n"],
  ["é", "gi", "É", "_"],
  ["a{2,3}", "g", "aaaaaa", "_"],
  ["[.]", "g", "a.b", "_"],
  ["[[a]", "g", "[a", "_"],
])("/%s/%s is matched as JavaScript does", (pattern, flags, text, replacement) => {
  const [ours, native] = both(pattern, flags, text, replacement);
  expect(ours).toBe(native);
});

test("so are patterns of simple parts", () => {
  const atom = fc.constantFrom(
    "a",
    "b",
    "\\d",
    "\\w",
    "\\s",
    ".",
    "[ab]",
    "[^a]",
    "(a)",
    "(?:ab)",
    "(b|c)",
    "\\b",
    "1",
  );
  const repeated = fc
    .tuple(atom, fc.constantFrom("", "?", "+", "{1,2}", "+?"))
    .map(([a, q]) => (a === "\\b" ? a : a + q));
  const pattern = fc.array(repeated, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(""));
  const text = fc.string({ unit: fc.constantFrom("a", "b", "c", "1", " ", "\n", "\u00a0", "é"), maxLength: 12 });
  const flags = fc.constantFrom("", "g", "gi", "gm", "gs");
  fc.assert(
    fc.property(pattern, flags, text, (source, flag, given) => {
      const [ours, native] = both(source, flag, given, "<$&$1>");
      expect(ours).toBe(native);
    }),
    { numRuns: 2000 },
  );
});

describe("what is refused", () => {
  test.each([
    ["(", ""],
    ["a**", ""],
    ["(?=a)", "g"],
    ["(a)\\1", ""],
    ["a{1001}", ""],
  ])("/%s/%s", (source, flags) => {
    const message = `replace: '/${source}/${flags}' is not a regular expression that can be matched in linear time`;
    expect(() => replacePattern("aa", { source, flags }, "", at)).toThrow(
      expect.objectContaining({ code: "argument-value", message: expect.stringContaining(message) }),
    );
  });

  test("named groups", () => {
    expect(() => replacePattern("a", { source: "(?<n>a)", flags: "" }, "", at)).toThrow("has a named group");
  });
});

test("a pattern may have 2000 characters and no more", () => {
  const pattern = (length: number) => ({ source: "a".repeat(length), flags: "" });
  expect(replacePattern("a".repeat(2000), pattern(2000), "b", at)).toBe("b");
  expect(() => replacePattern("a", pattern(2001), "b", at)).toThrow(expect.objectContaining({ code: "limit" }));
});

test("one search may take 20 million steps and no more", () => {
  const pattern = { source: "(?:a{0,99}b)?c", flags: "" };
  expect(replacePattern("a".repeat(10_000), pattern, "", at)).toHaveLength(10_000);
  expect(() => replacePattern("a".repeat(1_000_000), pattern, "", at)).toThrow(
    expect.objectContaining({ code: "limit" }),
  );
});
