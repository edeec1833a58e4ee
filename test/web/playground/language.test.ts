import { highlightTree, tagHighlighter, tags } from "@lezer/highlight";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { manifestLanguage } from "../../../web/playground/editor/language.ts";

const names = tagHighlighter([
  { tag: tags.propertyName, class: "key" },
  { tag: tags.string, class: "text" },
  { tag: [tags.number, tags.atom], class: "constant" },
  { tag: tags.special(tags.brace), class: "brace" },
  { tag: tags.function(tags.variableName), class: "call" },
  { tag: tags.variableName, class: "variable" },
  { tag: tags.comment, class: "comment" },
]);

/** What is coloured of a text, each piece with what it is. */
function coloured(text: string): readonly string[] {
  const pieces: string[] = [];
  highlightTree(manifestLanguage.parser.parse(text), names, (from, to, name) => {
    pieces.push(`${name} ${text.slice(from, to)}`);
  });
  return pieces;
}

describe("the colours of a manifest", () => {
  test("tell templates from the text around them", () => {
    expect(coloured('"uid": "a {{upper(item.`x-y`; space)}} b" // whose')).toEqual([
      'key "uid"',
      'text "a ',
      "brace {{",
      "call upper",
      "variable item",
      "variable `x-y`",
      "constant space",
      "brace }}",
      'text  b"',
      "comment // whose",
    ]);
  });

  test("begin anew on each line, whatever was left open", () => {
    expect(coloured('"a": "{{b\n"c": true')).toEqual([
      'key "a"',
      'text "',
      "brace {{",
      "variable b",
      'key "c"',
      "constant true",
    ]);
  });

  test("come to the end of any text", () => {
    const piece = fc.constantFrom(
      '"',
      "{{",
      "}}",
      "{",
      "\\",
      '\\"',
      "'",
      "`",
      "/*",
      "*/",
      "//",
      "\n",
      "a",
      "1.",
      ":",
      " ",
    );
    const text = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.array(piece).map((pieces) => pieces.join("")),
    );
    fc.assert(
      fc.property(text, (any) => {
        expect(manifestLanguage.parser.parse(any).length).toBe(any.length);
      }),
    );
  });
});
