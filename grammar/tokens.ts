import {
  type CstElement,
  type CstNode,
  createToken,
  defaultLexerErrorProvider,
  EOF,
  type ILexerErrorMessageProvider,
  type IParserErrorMessageProvider,
  type IToken,
  type ITokenConfig,
  type TokenType,
  tokenLabel,
} from "chevrotain";
import type { Span } from "./source.ts";

/** Declares a token type; `label` is what messages call one that they may miss. */
export function token(
  name: string,
  pattern: NonNullable<ITokenConfig["pattern"]>,
  options: Omit<ITokenConfig, "name" | "pattern"> = {},
): TokenType {
  return createToken({ name, pattern, ...options });
}

/** Moves lexed tokens to their place in the file; from here on `endOffset` is exclusive. */
export function place(tokens: IToken[], toFile: (offset: number) => number): IToken[] {
  for (const lexed of tokens) {
    lexed.endOffset = toFile(lexed.startOffset + lexed.image.length);
    lexed.startOffset = toFile(lexed.startOffset);
  }
  return tokens;
}

/** The span of a placed token. */
export function spanOf(placed: IToken): Span {
  return { start: placed.startOffset, end: endOf(placed) };
}

/** The exclusive end of a placed token. */
export function endOf(placed: IToken): number {
  return placed.endOffset ?? placed.startOffset;
}

/** A parser's errors in our words; `end` names the end of what it reads. */
export function parserMessages(end: string): IParserErrorMessageProvider {
  const found = (actual: IToken | undefined) => (actual && actual.tokenType !== EOF ? quote(actual.image) : end);
  return {
    buildMismatchTokenMessage: ({ expected, actual }) => `Expected ${tokenLabel(expected)}, found ${found(actual)}.`,
    buildNotAllInputParsedMessage: ({ firstRedundant }) => `Expected ${end}, found ${found(firstRedundant)}.`,
    buildNoViableAltMessage: ({ actual, customUserDescription }) =>
      `Expected ${customUserDescription}, found ${found(actual[0])}.`,
    buildEarlyExitMessage: ({ actual, customUserDescription }) =>
      `Expected ${customUserDescription}, found ${found(actual[0])}.`,
  };
}

/** A lexer's errors in our words. */
export const lexerMessages: ILexerErrorMessageProvider = {
  ...defaultLexerErrorProvider,
  buildUnexpectedCharactersMessage: (text, start, length) => `Unexpected ${quote(text.slice(start, start + length))}.`,
};

/** Source text as a message shows it: on one line, cut, in backticks unless it brings its own. */
export function quote(text: string): string {
  const line = text.replace(/\s+/g, " ");
  const cut = line.length > 40 ? `${line.slice(0, 39)}…` : line;
  return cut.includes("`") ? cut : `\`${cut}\``;
}

/** Tells a token from what a rule matched. */
export function isToken(element: CstElement): element is IToken {
  return "image" in element;
}

/** The tokens of one type right under a node, without those that recovery invented. */
export function tokensOf(node: CstNode | undefined, type: TokenType): readonly IToken[] {
  return children(node, type.name).filter((child): child is IToken => isToken(child) && child.startOffset >= 0);
}

/** The one token of a type right under a node, if recovery did not invent it. */
export function tokenOf(node: CstNode | undefined, type: TokenType): IToken | undefined {
  for (const child of children(node, type.name)) if (isToken(child) && child.startOffset >= 0) return child;
  return undefined;
}

/** What a rule matched right under a node, in the order of the text. */
export function nodesOf(node: CstNode | undefined, rule: string): readonly CstNode[] {
  return children(node, rule).filter((child): child is CstNode => !isToken(child));
}

/** The one match of a rule right under a node. */
export function nodeOf(node: CstNode | undefined, rule: string): CstNode | undefined {
  for (const child of children(node, rule)) if (!isToken(child)) return child;
  return undefined;
}

/** All that is right under a node, in the order of the text, without what recovery invented or left empty. */
export function inOrder(node: CstNode): readonly CstElement[] {
  const lists = Object.values(node.children).map((list) => list.filter((child) => startOf(child) >= 0));
  return lists.length === 1 ? (lists[0] ?? []) : lists.flat().sort((a, b) => startOf(a) - startOf(b));
}

/** The span of what a rule matched; undefined if it matched nothing. */
export function spanOfNode(node: CstNode | undefined): Span | undefined {
  const start = node?.location?.startOffset ?? -1;
  return start < 0 ? undefined : { start, end: node?.location?.endOffset ?? start };
}

function startOf(child: CstElement): number {
  return isToken(child) ? child.startOffset : (child.location?.startOffset ?? -1);
}

function children(node: CstNode | undefined, name: string): readonly CstElement[] {
  return node?.children[name] ?? none;
}

const none: readonly CstElement[] = [];
