import type { IToken } from "chevrotain";
import type { Diagnostic, Fix } from "../diagnostic.ts";
import type { Span } from "../source.ts";
import type { Missing } from "./ast.ts";
import { expressionSyntax } from "./diagnostics.ts";

/** What building a tree needs beside the tokens that it is built from. */
export interface Report {
  readonly uri: string;
  /** Where the token after `offset` begins. */
  readonly next: (offset: number) => number;
  readonly add: (diagnostic: Diagnostic) => void;
}

/** Reports what the grammar lets pass although it is wrong. */
export function syntaxError({ uri, add }: Report, span: Span, message: string, fix?: Fix): void {
  add(expressionSyntax({ uri, span }, { message }, fix && { fix }));
}

/** The expression that is not there: from `offset` up to the token that is there instead. */
export function missingAt(offset: number, { next }: Report): Missing {
  return { kind: "missing", span: { start: offset, end: next(offset) } };
}

/** The start of the first token that does not begin before an offset; `end` if there is none. */
export function nextToken(tokens: readonly IToken[], end: number): (offset: number) => number {
  return (offset) => {
    let low = 0;
    let high = tokens.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((tokens[middle]?.startOffset ?? end) < offset) low = middle + 1;
      else high = middle;
    }
    return tokens[low]?.startOffset ?? end;
  };
}
