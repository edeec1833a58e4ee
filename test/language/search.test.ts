import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { site } from "../../language/error.ts";
import { replacePattern } from "../../language/pattern.ts";
import { replaceFound, searchFor } from "../../language/search.ts";

const at = site("replace", "template:1:1");

test("a text is looked for as it is", () => {
  expect(replaceFound("a.b.c", searchFor("."), "$&", at)).toBe("a$&b$&c");
  expect(replaceFound("abc", searchFor(""), "-", at)).toBe("abc");
});

test.each([
  ["a1b22", "/\\d+/", "#", "a#b22"],
  ["a1b22", "/\\d+/g", "<$&>", "a<1>b<22>"],
  ["2026-01-31", "/(\\d{4})-(\\d\\d)-(\\d\\d)/", "$3.$2.$1", "31.01.2026"],
  ["one", "/n/", "$`$'", "ooee"],
  ["Straße", "/S/gi", "z", "ztraße"],
])("%j, %s by %j is %j", (text, search, replacement, result) => {
  expect(replaceFound(text, searchFor(search), replacement, at)).toBe(result);
  // A prepared search keeps nothing of the texts before.
  expect(replaceFound(text, searchFor(search), replacement, at)).toBe(result);
});

test("what cannot be searched for fails when it is searched for", () => {
  expect(searchFor("/(/")).toMatchObject({ kind: "refusal", code: "argument-value" });
  expect(() => replaceFound("a", searchFor("/(/"), "", at)).toThrow(
    expect.objectContaining({ code: "argument-value", place: "template:1:1" }),
  );
});

test("both ways to search find the same", () => {
  const atom = fc.constantFrom("a", "b", "\\d", "\\w", ".", "[ab]", "[^a]", "(b)", "\\b", "<", "\\s");
  const part = fc
    .tuple(atom, fc.constantFrom("", "", "?", "+", "*", "{1,2}", "+?"))
    .map(([a, q]) => (/[)b]$/.test(a) ? a : a + q));
  const source = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(""));
  const text = fc.string({ unit: fc.constantFrom("a", "b", "1", " ", "\n", "<", "é"), maxLength: 12 });
  let native = 0;
  fc.assert(
    fc.property(source, fc.constantFrom("", "g", "gi", "gm", "gs"), text, (pattern, flags, given) => {
      const search = searchFor(`/${pattern}/${flags}`);
      if (search.kind !== "pattern" || search.native === undefined) return;
      native += 1;
      expect(replaceFound(given, search, "<$&$1>", at)).toBe(replacePattern(given, search.pattern, "<$&$1>", at));
    }),
    { numRuns: 3000 },
  );
  expect(native).toBeGreaterThan(500);
});

describe("no pattern takes long, whatever the text", () => {
  const patterns = String.raw`(a+)+$ ([a-zA-Z]+)*$ (a|aa)+$ (a|a?)+$ (.*a){20}$ ^(([a-z])+.)+[A-Z]([a-z])+$ ^(a+)+$
    (x+x+)+y (\s+)+$ \s+$ ^\s+|\s+$ <[^>]*> <[^<>]*> a*b (.*)=(.*) .*.*=.* \w+@\w+\.\w+ ^[\w.-]+@[\w.-]+$ (\d+)-(\d+)
    a{1,100}b (a?){50}a{50} (?:a|b|ab)*c "[^"]*" \/\*[^*]*\*\/ (https?:\/\/)?([\w.]+)+\/ x*x*x*x*x*y [a-z]+ #\w+
    [^a]*$ (^|\n)a*b a{0,40}b a?a?a?a?b (?:\w{1,9}\s?){3}! (?=a)(a+)+ (a+)\1+$`.split(/\s+/);
  const texts = ["a", "a!", " ", '"a', "a@", "x", "\na", "ab1 <x> /*c*/ ", "1", "<"].map(
    (unit) => `${unit.repeat(100_000 / unit.length)}!`,
  );
  // A second is far more than any takes, and far less than one that backtracks would take.
  test.each(patterns)("/%s/", (pattern) => {
    for (const flags of ["", "g"]) {
      const search = searchFor(`/${pattern}/${flags}`);
      if (search.kind === "refusal") continue;
      for (const text of texts) expect(milliseconds(() => replaceFound(text, search, "-", at))).toBeLessThan(1000);
    }
  });
});

function milliseconds(work: () => unknown): number {
  const start = performance.now();
  try {
    work();
  } catch (error) {
    expect(error).toMatchObject({ code: "limit" });
  }
  return performance.now() - start;
}
