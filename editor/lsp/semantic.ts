import type { TextDocument } from "vscode-languageserver-textdocument";
import type { SemanticToken, TokenType } from "../answers.ts";

/** The types of tokens in the order of their numbers. */
export const tokenTypes: readonly TokenType[] = [
  "variable",
  "property",
  "function",
  "keyword",
  "string",
  "number",
  "operator",
];

/** Tokens as five numbers each, relative to the one before, as the protocol has them. */
export function tokenData(tokens: readonly SemanticToken[], document: TextDocument): number[] {
  let line = 0;
  let character = 0;
  return tokens.flatMap(({ type, span }) => {
    const at = document.positionAt(span.start);
    const below = at.line - line;
    const right = below === 0 ? at.character - character : at.character;
    line = at.line;
    character = at.character;
    return [below, right, span.end - span.start, tokenTypes.indexOf(type), 0];
  });
}
