import { type CustomPatternMatcherFunc, Lexer } from "chevrotain";
import { lexerMessages, token } from "../tokens.ts";

const letter = String.raw`[\p{L}_$]`;
const nameRest = String.raw`[\p{L}\p{M}\p{Nd}_$]*`;

const wholeName = new RegExp(`^${letter}${nameRest}$`, "u");

/** Whether a text can be written as a name without backticks. */
export function isName(text: string): boolean {
  return wholeName.test(text);
}

/** A pattern with a meaning in Unicode, which the lexer's own patterns have not. */
function matching(source: string): CustomPatternMatcherFunc {
  const pattern = new RegExp(source, "uy");
  return (text, start) => {
    pattern.lastIndex = start;
    const image = pattern.exec(text)?.[0];
    return image === undefined ? null : [image];
  };
}

/** What stands between two equal quotes; without a closing one it ends where the expression does. */
function delimited(quotes: string, whole: string): CustomPatternMatcherFunc {
  const pattern = matching(whole);
  return (text, start, tokens, groups) => {
    const first = text.charAt(start);
    if (first === "" || !quotes.includes(first)) return null;
    const match = pattern(text, start, tokens, groups);
    if (match) return match;
    const end = text.indexOf("}}", start);
    return [text.slice(start, end < 0 ? text.length : end)];
  };
}

const decimal = matching(String.raw`\d+(?:\.\d+)?${nameRest}`);
const digits = matching(String.raw`\d${nameRest}`);

/** A number; behind a dot, digits are a segment of a path, so that `a.1.2` is not `a` and `1.2`. */
const numberAt: CustomPatternMatcherFunc = (text, start, tokens, groups) =>
  tokens.at(-1)?.tokenType === Dot ? digits(text, start, tokens, groups) : decimal(text, start, tokens, groups);

/** Something that a path can begin with. */
export const Head = token("Head", Lexer.NA);
/** Something that can follow a dot. */
export const Segment = token("Segment", Lexer.NA);
/** A value that is written out. */
export const Constant = token("Constant", Lexer.NA);
/** An operator before its operand. */
export const Prefix = token("Prefix", Lexer.NA);
/** An operator between two operands, and what other languages have in that place. */
export const Infix = token("Infix", Lexer.NA);

/** Text up to an expression; of more than two braces in a row the last two begin it. */
export const Text = token("Text", /(?:[^{]|\{(?!\{)|\{(?=\{\{))+/);
export const Open = token("Open", /\{\{/, { push_mode: "expression" });
export const Close = token("Close", /\}\}/, { label: "`}}`", pop_mode: true });
const Blank = token("Blank", /\s+/, { group: Lexer.SKIPPED });

export const LBrace = token("LBrace", /\{/, { push_mode: "braces" });
export const RBrace = token("RBrace", /\}/, { label: "`}`", pop_mode: true });
export const LoneBrace = token("LoneBrace", /\}/);
export const LParen = token("LParen", /\(/);
export const RParen = token("RParen", /\)/, { label: "`)`" });
export const LBracket = token("LBracket", /\[/);
export const RBracket = token("RBracket", /\]/, { label: "`]`" });
export const Separator = token("Separator", /[,;]/);

export const Literal = token("Literal", delimited(`'"`, `'(?:[^']|'')*'(?!')|"(?:[^"]|"")*"(?!")`), {
  categories: [Constant],
  line_breaks: true,
});
export const SmartLiteral = token("SmartLiteral", /[‘’‚‛][^‘’‚‛]*[‘’‚‛]|[“”„‟][^“”„‟]*[“”„‟]/, {
  categories: [Constant],
});
export const Quoted = token("Quoted", delimited("`", "`[^`]*`"), {
  categories: [Head, Segment],
  line_breaks: true,
});
/** The number that a scenario gives a module, as the first part of a path: `1.email`. */
export const ModuleNumber = token("ModuleNumber", matching(String.raw`\d+(?=\.(?:${letter}|\x60))`), {
  categories: [Head, Segment],
});
export const Numeral = token("Numeral", numberAt, {
  categories: [Constant, Segment],
  line_breaks: false,
});
export const Name = token("Name", matching(letter + nameRest), {
  categories: [Head, Segment],
  line_breaks: false,
});
export const Dot = token("Dot", /\?\.(?!\d)|\./);
export const Operator = token("Operator", /=>|!==?|={1,3}|[<>]=?|&&?|\|\|?|\+\+?|[*/%?:]/, {
  categories: [Infix],
});
export const Minus = token("Minus", /-/, { categories: [Infix, Prefix] });
export const Not = token("Not", /!/, { categories: [Prefix] });

const inside = [
  Blank,
  Open,
  LBrace,
  LParen,
  RParen,
  LBracket,
  RBracket,
  Separator,
  Literal,
  SmartLiteral,
  Quoted,
  ModuleNumber,
  Numeral,
  Name,
  Dot,
  Operator,
  Minus,
  Not,
];

const categories = [Head, Segment, Constant, Prefix, Infix];

/** The tokens of a template by mode: in `braces` a `}}` is two ends of objects, not the end of the expression. */
export const vocabulary = {
  modes: {
    text: [Text, Open],
    expression: [Close, LoneBrace, ...inside],
    braces: [RBrace, ...inside, ...categories],
  },
  defaultMode: "text",
};

export const templateLexer = new Lexer(vocabulary, {
  positionTracking: "onlyOffset",
  errorMessageProvider: lexerMessages,
});
