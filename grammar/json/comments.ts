import type { Span } from "../source.ts";
import { jsonLexer } from "./grammar.ts";

/** A comment, whose text begins with `//` or `/*`. */
export interface Comment {
  readonly span: Span;
  readonly text: string;
}

/** The comments of JSON, in their order. */
export function commentsIn(json: string): readonly Comment[] {
  const { comments = [] } = jsonLexer.tokenize(json).groups;
  return comments.map(({ startOffset: start, image: text }) => ({ span: { start, end: start + text.length }, text }));
}
