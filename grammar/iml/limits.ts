import type { IToken, TokenType } from "chevrotain";
import type { Expr } from "./ast.ts";
import { Close, LBrace, LBracket, LParen, Open, RBrace, RBracket, RParen } from "./lexis.ts";
import { children } from "./walk.ts";

/** The characters that a string with expressions in it may have. */
export const maximalLength = 65_536;

/** The levels that an expression may have; whoever walks a tree may rely on it. */
export const maximalDepth = 64;

const closerOf: ReadonlyMap<TokenType, TokenType> = new Map([
  [Open, Close],
  [LBrace, RBrace],
  [LBracket, RBracket],
  [LParen, RParen],
]);

/** The first token at which parsing would nest too deep: brackets, and choices with `?`, nest. */
export function nestedTooDeep(tokens: readonly IToken[]): IToken | undefined {
  if (tokens.length <= maximalDepth) return undefined;
  const awaited: TokenType[] = [];
  let choices = 0;
  return tokens.find(({ tokenType, image }) => {
    const closer = closerOf.get(tokenType);
    if (closer) awaited.push(closer);
    // The lexer pairs braces; other brackets that do not match count as open, since the parser may be inside them.
    else if (tokenType === Close || tokenType === RBrace) awaited.length = Math.max(0, awaited.lastIndexOf(tokenType));
    else if (awaited.at(-1) === tokenType) awaited.pop();
    choices = awaited.length > 0 ? choices + (image === "?" ? 1 : 0) : 0;
    return awaited.length + choices > maximalDepth + 1;
  });
}

/** Whether an expression has more levels than it may have: one more than its deepest child has. */
export function exceedsDepth(expr: Expr, levels = maximalDepth): boolean {
  return levels === 0 || children(expr).some((child) => exceedsDepth(child, levels - 1));
}
