import { jsonLexer, LCurly, LSquare, RCurly, RSquare } from "../grammar/json/grammar.ts";
import type { Fold } from "./answers.ts";

/** Objects, lists and comments that are longer than a line; of several comments in a row, all in one. */
export function foldsIn(text: string): readonly Fold[] {
  const { tokens, groups } = jsonLexer.tokenize(text);
  const open: number[] = [];
  const folds: Fold[] = [];
  for (const { tokenType, startOffset } of tokens) {
    if (tokenType === LCurly || tokenType === LSquare) open.push(startOffset);
    if (tokenType !== RCurly && tokenType !== RSquare) continue;
    const start = open.pop();
    if (start !== undefined) folds.push({ kind: "region", span: { start, end: startOffset } });
  }
  const isLong = ({ span }: Fold) => text.slice(span.start, span.end).includes("\n");
  return [...folds, ...commentBlocks(groups.comments ?? [], text)]
    .filter(isLong)
    .sort((a, b) => a.span.start - b.span.start);
}

function commentBlocks(
  comments: readonly { readonly startOffset: number; readonly image: string }[],
  text: string,
): readonly Fold[] {
  const blocks: { start: number; end: number }[] = [];
  for (const { startOffset: start, image } of comments) {
    const last = blocks.at(-1);
    const end = start + image.length;
    if (last && /^[ \t]*\r?\n[ \t]*$/.test(text.slice(last.end, start))) last.end = end;
    else blocks.push({ start, end });
  }
  return blocks.map((span) => ({ kind: "comment", span }));
}
