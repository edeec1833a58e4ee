import type { IToken } from "chevrotain";
import { templatesIn } from "../compiler/format.ts";
import {
  Dot,
  Literal,
  LParen,
  Minus,
  Name,
  Not,
  Numeral,
  Operator,
  Quoted,
  SmartLiteral,
  templateLexer,
} from "../grammar/iml/lexis.ts";
import { wordOperators } from "../grammar/iml/operators.ts";
import type { JsonNode } from "../grammar/json/ast.ts";
import { offsetIn } from "../grammar/json/decode.ts";
import { keywords } from "../language/keywords.ts";
import type { SemanticToken, TokenType } from "./answers.ts";

/** What the pieces of the expressions of a JSON text are. */
export function tokensIn(json: JsonNode | undefined): readonly SemanticToken[] {
  return templatesIn(json).flatMap(({ decoded }) => {
    const { tokens } = templateLexer.tokenize(decoded.text);
    return tokens.flatMap((token, index) => {
      const type = typeOf(token, tokens[index - 1], tokens[index + 1]);
      const start = offsetIn(decoded, token.startOffset);
      const end = offsetIn(decoded, token.startOffset + token.image.length);
      return type && !token.image.includes("\n") ? [{ type, span: { start, end } }] : [];
    });
  });
}

function typeOf(
  { tokenType, image }: IToken,
  before: IToken | undefined,
  after: IToken | undefined,
): TokenType | undefined {
  switch (tokenType) {
    case Name:
    case Quoted:
      if (before?.tokenType === Dot) return "property";
      if (after?.tokenType === LParen) return "function";
      if (tokenType === Name && wordOperators.has(image.toLowerCase())) return "operator";
      return tokenType === Name && keywords.has(image) ? "keyword" : "variable";
    case Numeral:
      return before?.tokenType === Dot ? "property" : "number";
    case Literal:
    case SmartLiteral:
      return "string";
    case Operator:
    case Minus:
    case Not:
      return "operator";
    default:
      return undefined;
  }
}
