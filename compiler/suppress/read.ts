import { type Comment, commentsIn } from "../../grammar/json/comments.ts";
import { positions, type Source, type Span } from "../../grammar/source.ts";
import { commentsInCode } from "../functions/syntax.ts";

/** A comment that silences findings: `// imlc-ignore CODE, CODE: reason`, or `imlc-ignore-file` for a whole file. */
export interface Suppression {
  readonly source: Source;
  readonly comment: Comment;
  readonly codes: readonly SuppressedCode[];
  /** Empty if none is given. */
  readonly reason: string;
  /** The line on which the findings begin; undefined for the whole file. */
  readonly line: number | undefined;
}

/** A code as the comment names it. */
export interface SuppressedCode {
  readonly name: string;
  readonly span: Span;
}

/** The suppressions of a file, in their order. */
export function suppressionsIn(source: Source): readonly Suppression[] {
  const { uri, text } = source;
  if (!text.includes("imlc-ignore")) return [];
  const comments = uri.endsWith(".js") ? commentsInCode(text) : commentsIn(text);
  return comments.flatMap((comment) => {
    const words = written.exec(comment.text)?.groups;
    if (!words) return [];
    const line = words.file === undefined ? lineOf(comment, comments, text) : undefined;
    return [{ source, comment, codes: codesIn(comment), reason: words.reason?.trim() ?? "", line }];
  });
}

/** The mark, the codes, and the reason behind a colon. */
const written =
  /^\/[/*]\s*imlc-ignore(?<file>-file)?(?![\w-])\s*(?<codes>(?:[\w-]+(?:\s*,\s*[\w-]+)*)?)(?:\s*:(?<reason>.*?)|.*?)(?:\*\/)?$/dsu;

function codesIn({ text, span }: Comment): readonly SuppressedCode[] {
  const [from = 0, to = 0] = written.exec(text)?.indices?.groups?.codes ?? [];
  return [...text.slice(from, to).matchAll(/[\w-]+/g)].map(({ 0: name, index }) => {
    const start = span.start + from + index;
    return { name, span: { start, end: start + name.length } };
  });
}

/** A comment behind something is about its own line, any other about the next thing. */
function lineOf({ span }: Comment, comments: readonly Comment[], text: string): number {
  const position = positions(text);
  const isBehind = text.slice(text.lastIndexOf("\n", span.start - 1) + 1, span.start).trim() !== "";
  return position(isBehind ? span.start : startOfNext(span.end, comments, text)).line;
}

/** The offset of the first thing behind another that is neither blank nor a comment. */
function startOfNext(from: number, comments: readonly Comment[], text: string): number {
  const start = text.length - text.slice(from).trimStart().length;
  const comment = comments.find(({ span }) => span.start === start);
  return comment ? startOfNext(comment.span.end, comments, text) : start;
}
