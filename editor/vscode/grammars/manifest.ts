import { jsonEscape } from "./characters.ts";
import type { Captures, Grammar, Rule } from "./rule.ts";
import { templateGrammar } from "./template.ts";

/** A string that was never closed ends with its line. */
const closingQuote = '"|$';

function quotes(what: string): { readonly beginCaptures: Captures; readonly endCaptures: Captures } {
  return {
    beginCaptures: { 0: { name: `punctuation.${what}.begin.json` } },
    endCaptures: { 0: { name: `punctuation.${what}.end.json` } },
  };
}

const escapes: readonly Rule[] = [
  { name: "constant.character.escape.json", match: jsonEscape },
  { name: "invalid.illegal.unrecognized-string-escape.json", match: String.raw`\\.?` },
];

const string: Rule = {
  name: "string.quoted.double.json",
  begin: '"',
  end: closingQuote,
  ...quotes("definition.string"),
  patterns: [{ include: templateGrammar.scopeName }, ...escapes],
};

/** No key is a template; one of them, `"{{...}}"`, spreads its value. */
const key: Rule = {
  name: "string.json support.type.property-name.json",
  begin: '"',
  end: closingQuote,
  ...quotes("support.type.property-name"),
  patterns: [{ name: "keyword.operator.spread.iml", match: String.raw`(?<=")\{\{\s*\.\.\.\s*\}\}(?=")` }, ...escapes],
};

const object: Rule = {
  name: "meta.structure.dictionary.json",
  begin: String.raw`\{`,
  end: String.raw`\}`,
  ...quotes("definition.dictionary"),
  patterns: [
    { include: "#comment" },
    { include: "#key" },
    {
      name: "meta.structure.dictionary.value.json",
      begin: ":",
      end: String.raw`(,)|(?=\})`,
      beginCaptures: { 0: { name: "punctuation.separator.dictionary.key-value.json" } },
      endCaptures: { 1: { name: "punctuation.separator.dictionary.pair.json" } },
      patterns: [{ include: "#value" }],
    },
    { name: "punctuation.separator.dictionary.pair.json", match: "," },
  ],
};

const array: Rule = {
  name: "meta.structure.array.json",
  begin: String.raw`\[`,
  end: String.raw`\]`,
  ...quotes("definition.array"),
  patterns: [{ include: "#value" }, { name: "punctuation.separator.array.json", match: "," }],
};

const comment: Rule = {
  patterns: [
    { name: "comment.line.double-slash.json", match: "//.*$" },
    { name: "comment.block.json", begin: String.raw`/\*`, end: String.raw`\*/` },
  ],
};

/** A manifest: JSON with comments, whose strings are templates. */
export const manifestGrammar: Grammar = {
  name: "JSON with IML",
  scopeName: "source.json.iml",
  patterns: [{ include: "#value" }],
  repository: {
    value: {
      patterns: [
        { include: "#comment" },
        { include: "#object" },
        { include: "#array" },
        { include: "#string" },
        { name: "constant.language.json", match: String.raw`\b(?:true|false|null)\b` },
        { name: "constant.numeric.json", match: String.raw`-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?` },
      ],
    },
    object,
    array,
    string,
    key,
    comment,
  },
};
