import type { IToken, TokenType } from "chevrotain";
import type { Diagnostic } from "../diagnostic.ts";
import { editText } from "../json/decode.ts";
import { endOf, spanOf } from "../tokens.ts";
import { joinFormats } from "./date-format.ts";
import { hyphenInName } from "./diagnostics.ts";
import {
  Close,
  Constant,
  Dot,
  Head,
  LBrace,
  LBracket,
  LParen,
  Minus,
  Name,
  Not,
  Open,
  Operator,
  RBrace,
  RBracket,
  RParen,
} from "./lexis.ts";
import { wordOperators } from "./operators.ts";

/** What the meaning of a template's tokens depends on. */
export interface TemplateContext {
  readonly uri: string;
  /** Whether the scope has a variable of this name; tells a hyphen in a name from a minus. */
  readonly isVariable: (name: string) => boolean;
}

/** Decides what a token is where that depends on its neighbours, or on the variables of the scope. */
export function inContext(
  tokens: readonly IToken[],
  end: number,
  { uri, isVariable }: TemplateContext,
): { readonly tokens: IToken[]; readonly unclosed: IToken | undefined; readonly diagnostics: readonly Diagnostic[] } {
  const formats = joinFormats(tokens, { uri, isVariable });
  const joined = joinHyphens(formats.tokens, isVariable);
  const hyphens = joined
    .filter(({ tokenType, image }) => tokenType === Name && image.includes("-"))
    .map((name) => reportHyphen(name, uri));
  return { ...close(wordsToOperators(joined), end), diagnostics: [...formats.diagnostics, ...hyphens] };
}

function reportHyphen(name: IToken, uri: string): Diagnostic {
  const span = spanOf(name);
  const fix = { title: "Put the name in backticks", edits: [editText(span, `\`${name.image}\``)] };
  return hyphenInName({ uri, span }, { name: name.image }, { fix });
}

/** `a.b-c` is `a` and `b-c` if there is no blank space, and `c` is neither a variable nor called. */
function joinHyphens(tokens: readonly IToken[], isVariable: (name: string) => boolean): readonly IToken[] {
  if (!tokens.some(({ tokenType }) => tokenType === Minus)) return tokens;
  const joined: IToken[] = [];
  tokens.forEach((token, i) => {
    const [dot, name, hyphen] = joined.slice(-3);
    const isInPath = dot?.tokenType === Dot && name !== undefined && hyphen && areAdjacent(name, hyphen, token);
    const isCalled = tokens[i + 1]?.tokenType === LParen;
    if (isInPath && token.tokenType === Name && !isCalled && !isVariable(token.image)) {
      joined.splice(-2, 2, { ...name, image: `${name.image}-${token.image}`, endOffset: token.endOffset });
    } else {
      joined.push(token);
    }
  });
  return joined;
}

function areAdjacent(name: IToken, hyphen: IToken, next: IToken): boolean {
  return (
    name.tokenType === Name &&
    hyphen.tokenType === Minus &&
    endOf(name) === hyphen.startOffset &&
    endOf(hyphen) === next.startOffset
  );
}

/** `and`, `or` and `not` are names; but between terms, or before one, they were meant as operators. */
function wordsToOperators(tokens: readonly IToken[]): IToken[] {
  const seen: IToken[] = [];
  tokens.forEach((token, i) => {
    const next = tokens[i + 1];
    const operator = token.tokenType === Name ? wordOperators.get(token.image.toLowerCase()) : undefined;
    const type = operator === "!" ? Not : Operator;
    const isOperator = operator && next && standsAs(type, token, seen.at(-1), next);
    seen.push(isOperator ? retyped(token, type) : token);
  });
  return seen;
}

function standsAs(type: TokenType, word: IToken, before: IToken | undefined, next: IToken): boolean {
  if (before?.tokenType === Dot) return false;
  if (type === Operator) return endsTerm(before) && next.tokenType !== Dot && next.tokenType !== LBracket;
  // `not(x)` is a call, of whatever it may be.
  const isCall = next.tokenType === LParen && endOf(word) === next.startOffset;
  return !endsTerm(before) && !isCall && beginsTerm(next);
}

const termEnds: readonly TokenType[] = [RParen, RBracket, RBrace, Close];
const termStarts: readonly TokenType[] = [LParen, Open];

function endsTerm(token: IToken | undefined): boolean {
  return token !== undefined && (isAtom(token) || termEnds.includes(token.tokenType));
}

function beginsTerm(token: IToken): boolean {
  return isAtom(token) || termStarts.includes(token.tokenType);
}

function isAtom({ tokenType }: IToken): boolean {
  const categories = tokenType.CATEGORIES ?? [];
  return categories.includes(Head) || categories.includes(Constant);
}

function retyped(token: IToken, type: TokenType): IToken {
  return { ...token, tokenType: type, tokenTypeIdx: type.tokenTypeIdx ?? 0 };
}

/** Adds the ends that are not there, so that the parser only ever sees whole expressions. */
function close(tokens: readonly IToken[], end: number) {
  const open: IToken[] = [];
  for (const token of tokens) {
    if (token.tokenType === Open || token.tokenType === LBrace) open.push(token);
    if (token.tokenType === Close || token.tokenType === RBrace) open.pop();
  }
  const ends = open.toReversed().map(({ tokenType }) => {
    const type = tokenType === Open ? Close : RBrace;
    return retyped({ image: "", startOffset: end, endOffset: end, tokenType: type, tokenTypeIdx: 0 }, type);
  });
  return { tokens: [...tokens, ...ends], unclosed: open[0] };
}
