import fc from "fast-check";
import { expect, test } from "vitest";
import { stripTags } from "../../language/html.ts";

test("a text without tags is its own text", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: "grapheme" }).filter((text) => !text.includes("<")),
      (text) => {
        expect(stripTags(text)).toBe(text);
      },
    ),
  );
});

test("what is between tags is kept in its order", () => {
  const tag = fc.constantFrom(
    "<p>",
    "</p>",
    "<a href=\"x>y\" title='<b>'>",
    "<img src=a.png />",
    "<!-- <p> -->",
    "<h1 class=x>",
  );
  const text = fc.constantFrom("one", " ", "2 < 3", "a > b", "&amp;", "é");
  fc.assert(
    fc.property(fc.array(fc.tuple(tag, text)), (pairs) => {
      expect(stripTags(pairs.flat().join(""))).toBe(pairs.map(([, kept]) => kept).join(""));
    }),
  );
});

test("no tag is left, whatever the text is", () => {
  const pieces = fc.constantFrom(
    "<",
    ">",
    "/",
    "a",
    "<a",
    "<!--",
    "-->",
    '"',
    "'",
    "=",
    " ",
    "<script>",
    "</script>",
    "<br>",
    "!",
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 15 }), (parts) => {
      expect(stripTags(parts.join(""))).not.toMatch(/<(?:script|br)>/);
    }),
  );
});

test.each(["<", "<a ", "<a b=", '<a b="', "<!--", "<script>", "</", "<a b='x'", "=", "<a =  "])(
  "a hundred thousand times %j is read at once",
  (piece) => {
    expect(stripTags(piece.repeat(100_000)).length).toBeLessThanOrEqual(piece.length * 100_000);
  },
);
