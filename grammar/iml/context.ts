import type { IToken, TokenType } from "chevrotain";
import type { Diagnostic } from "../diagnostic.ts";
import { editText } from "../json/decode.ts";
import type { Span } from "../source.ts";
import { endOf, spanOf } from "../tokens.ts";
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

/** Decides what a token is where that depends on its neighbours, or on the variables of the scope. */
export function inContext(
  tokens: readonly IToken[],
  end: number,
  { uri, isVariable }: { readonly uri: string; readonly isVariable: (name: string) => boolean },
): { readonly tokens: IToken[]; readonly unclosed: IToken | undefined; readonly diagnostics: readonly Diagnostic[] } {
  const joined = joinHyphens(tokens, isVariable);
  const diagnostics = joined.names.map(({ image, span }) => {
    const fix = { title: "Put the name in backticks", edits: [editText(span, `\`${image}\``)] };
    return hyphenInName({ uri, span }, { name: image }, { fix });
  });
  return { ...close(wordsToOperators(joined.tokens), end), diagnostics };
}

interface HyphenedName {
  readonly image: string;
  readonly span: Span;
}

/** `a.b-c` is `a` and `b-c` if there is no blank space, and `c` is neither a variable nor called. */
function joinHyphens(tokens: readonly IToken[], isVariable: (name: string) => boolean) {
  const joined: IToken[] = [];
  const names: HyphenedName[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i] as IToken;
    const last = joined.at(-1);
    const next = tokens[i + 1];
    if (last && next && joined.at(-2)?.tokenType === Dot && joinsNames(last, token, next, tokens[i + 2], isVariable)) {
      const whole = { ...last, image: `${last.image}-${next.image}`, endOffset: next.endOffset };
      joined[joined.length - 1] = whole;
      if (names.at(-1)?.span.start === whole.startOffset) names.pop();
      names.push({ image: whole.image, span: spanOf(whole) });
      i++;
    } else {
      joined.push(token);
    }
  }
  return { tokens: joined, names };
}

function joinsNames(
  name: IToken,
  hyphen: IToken,
  next: IToken,
  behind: IToken | undefined,
  isVariable: (name: string) => boolean,
): boolean {
  return (
    name.tokenType === Name &&
    hyphen.tokenType === Minus &&
    next.tokenType === Name &&
    endOf(name) === hyphen.startOffset &&
    endOf(hyphen) === next.startOffset &&
    behind?.tokenType !== LParen &&
    !isVariable(next.image)
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
