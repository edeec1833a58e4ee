import type { IToken } from "chevrotain";
import {
  Close,
  Dot,
  LBrace,
  LBracket,
  Literal,
  LParen,
  Name,
  Open,
  Quoted,
  RBrace,
  RBracket,
  RParen,
  Separator,
  templateLexer,
} from "../grammar/iml/lexis.ts";

/** Where in a template an index of its text is, told by what stands before it. Positions are indexes of that text. */
export interface ExpressionPlace {
  readonly what: Awaited;
  /** Where the expression begins, behind its braces. */
  readonly begin: number;
  /** The innermost call whose arguments the index is among. */
  readonly call: OpenCall | undefined;
}

/** What is being written. `start` is where it begins, `written` as much of it as stands before the index. */
export type Awaited =
  /** A variable, a function or a keyword. */
  | { readonly kind: "name"; readonly start: number; readonly written: string }
  /** A field of what stands before the dot. */
  | { readonly kind: "member"; readonly start: number; readonly written: string; readonly quoted: boolean }
  /** A text in quotes. */
  | { readonly kind: "text"; readonly start: number; readonly written: string }
  /** Behind a term, in a number: nothing that has a name. */
  | { readonly kind: "other" };

/** A call of which the arguments are being written. */
export interface OpenCall {
  readonly name: string;
  /** Where its name begins. */
  readonly start: number;
  /** Which argument it is, from 0. */
  readonly argument: number;
}

/** Finds out where in a template an index of its text is; undefined outside of expressions. */
export function expressionPlaceAt(text: string, index: number): ExpressionPlace | undefined {
  const { tokens } = templateLexer.tokenize(text.slice(0, index));
  const open: Bracket[] = [];
  for (const [i, token] of tokens.entries()) take(open, token, tokens[i - 1]);
  const outer = open.find(({ token }) => token.tokenType === Open);
  if (!outer) return undefined;
  const own = tokens.filter(({ startOffset }) => startOffset > outer.token.startOffset);
  const call = open.findLast((bracket) => bracket.called !== undefined);
  return {
    what: awaited(own, index),
    begin: endOf(outer.token),
    call: call?.called && { name: nameOf(call.called), start: call.called.startOffset, argument: call.separators },
  };
}

interface Bracket {
  readonly token: IToken;
  /** The name before the parenthesis of a call. */
  readonly called: IToken | undefined;
  separators: number;
}

function take(open: Bracket[], token: IToken, before: IToken | undefined): void {
  const { tokenType } = token;
  const called = tokenType === LParen && before && isName(before) ? before : undefined;
  if (tokenType === Open || tokenType === LBrace || tokenType === LParen || tokenType === LBracket) {
    open.push({ token, called, separators: 0 });
  } else if (tokenType === Separator) {
    const bracket = open.at(-1);
    if (bracket) bracket.separators++;
  } else if (tokenType === RBrace || tokenType === RParen || tokenType === RBracket) {
    if (open.at(-1)?.token.tokenType === openerOf(token)) open.pop();
  } else if (tokenType === Close) open.length = 0;
}

function openerOf({ tokenType }: IToken): unknown {
  if (tokenType === RParen) return LParen;
  return tokenType === RBracket ? LBracket : LBrace;
}

function awaited(tokens: readonly IToken[], index: number): Awaited {
  const last = tokens.at(-1);
  const isOpen = last !== undefined && endOf(last) === index;
  if (!last) return { kind: "name", start: index, written: "" };
  const { image, startOffset: start, tokenType } = last;
  if (tokenType === Dot) return { kind: "member", start: index, written: "", quoted: false };
  if (tokenType === Literal && isOpen && isUnclosed(image, /^['"]/)) {
    return { kind: "text", start: start + 1, written: image.slice(1) };
  }
  const isUnclosedName = tokenType === Quoted && isOpen && isUnclosed(image, /^`/);
  if (isUnclosedName || (tokenType === Name && isOpen)) {
    const isMember = tokens.at(-2)?.tokenType === Dot;
    if (isMember) return { kind: "member", start, written: nameOf(last), quoted: isUnclosedName };
    return isUnclosedName ? { kind: "other" } : { kind: "name", start, written: image };
  }
  return endsTerm(last) ? { kind: "other" } : { kind: "name", start: index, written: "" };
}

function isUnclosed(image: string, opener: RegExp): boolean {
  return opener.test(image) && (image.length < 2 || !image.endsWith(image.charAt(0)));
}

const ends: readonly unknown[] = [RParen, RBracket, RBrace, Close];

/** Behind a name, a constant or a closing bracket, an operator would be next. */
function endsTerm({ tokenType }: IToken): boolean {
  const categories = tokenType.CATEGORIES ?? [];
  return ends.includes(tokenType) || categories.some(({ name }) => name === "Head" || name === "Constant");
}

function isName({ tokenType }: IToken): boolean {
  return tokenType === Name || tokenType === Quoted;
}

function nameOf({ image }: IToken): string {
  return image.replaceAll("`", "");
}

/** Chevrotain's own end is that of the last character. */
function endOf({ startOffset, image }: IToken): number {
  return startOffset + image.length;
}
