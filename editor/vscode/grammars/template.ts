import { binaryRows, unaryRows } from "../../../grammar/iml/operator-rows.ts";
import { keywords } from "../../../language/keywords.ts";
import { blank, character, jsonEscape, letter, name, nameCharacter, written, writtenAll } from "./characters.ts";
import type { Grammar, Rule } from "./rule.ts";

const open = written("{");
const close = written("}");
/** No template goes on behind its string, nor behind its line. */
const end = `(?:${close}${close})|(?=")|$`;

/** A template in a JSON string: from its braces to the next ones, or to where the string ends. */
const template: Rule = {
  name: "meta.template.iml",
  contentName: "meta.embedded.expression.iml",
  begin: `${open}${open}(?!${open})`,
  end,
  beginCaptures: { 0: { name: "punctuation.definition.template-expression.begin.iml" } },
  endCaptures: { 0: { name: "punctuation.definition.template-expression.end.iml" } },
  patterns: [{ include: "#expression" }],
};

const openingQuote: Rule = { name: "punctuation.definition.string.begin.iml" };
const closingQuote: Rule = { name: "punctuation.definition.string.end.iml" };

/** A text between two equal quotes, in which a doubled quote is one. Never closed, it ends with its template. */
function literal(quote: string, kind: string): readonly Rule[] {
  const mark = written(quote);
  return [
    {
      name: `string.quoted.${kind}.iml`,
      match: `(${mark})((?:(?!${mark})${character}|${mark}${mark})*)(${mark})(?!${mark})`,
      captures: {
        1: openingQuote,
        2: { patterns: [{ name: "constant.character.escape.iml", match: `${mark}${mark}` }, { include: "#escape" }] },
        3: closingQuote,
      },
    },
    {
      name: `string.quoted.${kind}.iml`,
      match: `(${mark})(?:(?!${close}${close})${character})*`,
      captures: { 1: openingQuote },
    },
  ];
}

/** A name in backticks. */
const quotedName = String.raw`\x60(?:(?!\x60)${character})*\x60`;

const variable: Rule = { name: "variable.other.iml" };
const property: Rule = { name: "variable.other.property.iml" };
const accessor: Rule = { name: "punctuation.accessor.iml" };

const paths: readonly Rule[] = [
  {
    match: String.raw`(\.)${blank}(${name}|\d${nameCharacter}*|${quotedName})`,
    captures: { 1: accessor, 2: property },
  },
  { ...accessor, match: String.raw`\.` },
  { ...variable, match: quotedName },
  { ...variable, match: String.raw`\d+(?=\.(?:${letter}|\x60))` },
  { name: "constant.numeric.iml", match: String.raw`\d+(?:\.\d+)?${nameCharacter}*` },
  { name: "entity.name.function.iml", match: String.raw`${name}(?=${blank}\()` },
  { name: "constant.language.iml", match: `(?:${[...keywords.keys()].join("|")})(?!${nameCharacter})` },
  { ...variable, match: name },
];

const operators = [...Object.entries(binaryRows), ...Object.entries(unaryRows)]
  .flatMap(([operator, row]) => [operator, ...(row.aliases ?? [])])
  .filter((operator) => operator !== "join")
  .sort((a, b) => b.length - a.length);

/** What other languages have there, and IML has not. */
const foreign: Rule = {
  name: "invalid.illegal.iml",
  match: [
    '[‘’‚‛][^‘’‚‛"]*[‘’‚‛]',
    '[“”„‟][^“”„‟"]*[“”„‟]',
    writtenAll("=>"),
    String.raw`\?\.(?!\d)`,
    ...[..."?:{}"].map(written),
  ].join("|"),
};

const punctuation: readonly Rule[] = [
  { name: "punctuation.separator.argument.iml", match: "[,;]" },
  { name: "punctuation.section.parens.begin.iml", match: String.raw`\(` },
  { name: "punctuation.section.parens.end.iml", match: String.raw`\)` },
  { name: "punctuation.section.brackets.begin.iml", match: String.raw`\[` },
  { name: "punctuation.section.brackets.end.iml", match: String.raw`\]` },
];

/** The inside of a JSON string as IML reads it: only what stands in double braces is an expression. */
export const templateGrammar: Grammar = {
  name: "IML templates",
  scopeName: "source.iml.template",
  patterns: [{ include: "#template" }],
  repository: {
    template,
    expression: {
      patterns: [
        { include: "#template" },
        ...literal("'", "single"),
        ...literal('"', "double"),
        foreign,
        ...paths,
        ...punctuation,
        { name: "keyword.operator.iml", match: operators.map(writtenAll).join("|") },
        { include: "#escape" },
      ],
    },
    escape: { name: "constant.character.escape.iml", match: jsonEscape },
  },
};

/** The same in the JSON grammars of VS Code, and in that of Make's extension, which marks no strings. */
export const injectionGrammar: Grammar = {
  name: "IML templates in JSON",
  scopeName: "injection.iml.template",
  injectionSelector:
    "L:string.quoted.double.json -meta.template.iml, L:source.imljson meta.structure -support.type.property-name -comment -meta.template.iml",
  patterns: [{ include: templateGrammar.scopeName }],
  repository: {},
};
