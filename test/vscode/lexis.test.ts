import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { Dot, LParen, templateLexer } from "../../grammar/iml/lexis.ts";
import { binaryRows, unaryRows } from "../../grammar/iml/operator-rows.ts";
import { decodeString, offsetIn } from "../../grammar/json/decode.ts";
import { builtins } from "../../language/functions/index.ts";
import { keywords } from "../../language/keywords.ts";
import { imlScopes, tokenize } from "./tokenize.ts";

const cases = new URL("../functions/", import.meta.url);
const tested: readonly { readonly expr: string }[] = readdirSync(cases).flatMap((name) =>
  JSON.parse(readFileSync(new URL(name, cases), "utf8")),
);

const expressions = [
  ...tested.map(({ expr }) => expr),
  ...[...builtins.values()].flatMap(({ examples }) => examples.map(([expression]) => expression)),
  ...[...Object.values(binaryRows), ...Object.values(unaryRows)].flatMap(({ examples }) =>
    examples.map(([one]) => one),
  ),
];

/** JSON with the escapes that programs write beyond need: of `<`, `>`, `&` and `'`, and of what is not ASCII. */
function escapedJson(text: string): string {
  return JSON.stringify(text).replace(
    /[<>&'\u0080-\uffff]/g,
    (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** What a token is to be coloured as; the lexer says what it is. */
function scopeOf(
  { name, image }: { name: string; image: string },
  before: string | undefined,
  after: string | undefined,
) {
  switch (name) {
    case "Open":
      return "punctuation.definition.template-expression.begin.iml";
    case "Close":
      return "punctuation.definition.template-expression.end.iml";
    case "Literal":
      return image.startsWith("'") ? "string.quoted.single.iml" : "string.quoted.double.iml";
    case "Numeral":
      return before === Dot.name ? "variable.other.property.iml" : "constant.numeric.iml";
    case "Operator":
    case "Minus":
    case "Not":
      return "keyword.operator.iml";
    case "Separator":
      return "punctuation.separator.argument.iml";
    case "Dot":
      return "punctuation.accessor.iml";
    case "LParen":
      return "punctuation.section.parens.begin.iml";
    case "RParen":
      return "punctuation.section.parens.end.iml";
    case "LBracket":
      return "punctuation.section.brackets.begin.iml";
    case "RBracket":
      return "punctuation.section.brackets.end.iml";
    case "Name":
    case "Quoted":
    case "ModuleNumber":
      if (before === Dot.name) return "variable.other.property.iml";
      if (after === LParen.name) return "entity.name.function.iml";
      return keywords.has(image) ? "constant.language.iml" : "variable.other.iml";
    default:
      return `no scope for ${name}`;
  }
}

test.each([
  ["as people write it", JSON.stringify],
  ["with more escapes than needed", escapedJson],
])("grammar and lexer see the same in every expression of the documentation and the tests, %s", async (_, write) => {
  expect(expressions.length).toBeGreaterThan(500);
  for (const expression of expressions) {
    const text = write(`{{${expression}}}`);
    const decoded = decodeString({ uri: "", text }, { start: 0, end: text.length }).value;
    const { tokens } = templateLexer.tokenize(decoded.text);
    const colours = await tokenize("source.json.iml", text);
    const wanted = tokens.map(({ tokenType, image, startOffset }, i) => ({
      image,
      at: offsetIn(decoded, startOffset),
      scope: scopeOf({ name: tokenType.name, image }, tokens[i - 1]?.tokenType.name, tokens[i + 1]?.tokenType.name),
    }));
    const found = wanted.map(({ image, at, scope }) => ({
      image,
      at,
      scope: imlScopes(colours, at).findLast((each) => each === scope) ?? imlScopes(colours, at).join(" "),
    }));
    expect(found, text).toEqual(wanted);
  }
});
