import fc from "fast-check";
import { expect, test } from "vitest";
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

test.each([["a"], ["/a/g"], ["/(a)(?!b)/g"], ["/(?:a|ab)+?/g"], ["/(?:a|a?)/g"]])(
  "%s is replaced as long as the result has 50 million characters",
  (search) => {
    const text = "a".repeat(10_000);
    const most = replaceFound(text, searchFor(search), "b".repeat(4999), at);
    expect(most.length).toBeGreaterThan(49_000_000);
    expect(() => replaceFound(text, searchFor(search), "b".repeat(5001), at)).toThrow(
      expect.objectContaining({ code: "limit", place: "template:1:1" }),
    );
  },
);

test("both ways to search find the same", () => {
  const atom = fc.constantFrom("a", "b", "\\d", "\\w", ".", "[ab]", "[^a]", "(b)", "\\b", "<", "\\s");
  const part = fc
    .tuple(atom, fc.constantFrom("", "", "?", "+", "*", "{1,2}", "+?"))
    .map(([a, q]) => (/[)b]$/.test(a) ? a : a + q));
  const source = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(""));
  const text = fc.string({ unit: fc.constantFrom("a", "b", "1", " ", "\n", "<", "é"), maxLength: 12 });
  let tried = 0;
  let native = 0;
  fc.assert(
    fc.property(source, fc.constantFrom("", "g", "gi", "gm", "gs"), text, (pattern, flags, given) => {
      const search = searchFor(`/${pattern}/${flags}`);
      tried += 1;
      if (search.kind !== "pattern" || search.native === undefined) return;
      native += 1;
      expect(replaceFound(given, search, "<$&$1>", at)).toBe(replacePattern(given, search.pattern, "<$&$1>", at));
    }),
    { numRuns: 3000 },
  );
  expect(native / tried).toBeGreaterThan(1 / 6);
});
