/**
 * A manifest as it was read: where it is from, and its text.
 *
 * @example
 * import { analyze, type Source } from "imlc";
 *
 * const source: Source = { uri: "shop/webhook.iml.json", text: '{"uid": "{{item.shop}}"}' };
 * console.log(analyze(source, "webhook").diagnostics);
 */
export interface Source {
  /** A path relative to the project, with forward slashes. */
  readonly uri: string;
  readonly text: string;
}

/** A part of a file, in UTF-16 offsets; `end` is exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A place for people: lines and columns count from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/** Answers the position of an offset of `text`; offsets beyond the end give the end. */
export function positions(text: string): (offset: number) => Position {
  const starts = [0];
  for (let i = text.indexOf("\n"); i >= 0; i = text.indexOf("\n", i + 1)) starts.push(i + 1);
  return (offset) => {
    const at = Math.max(0, Math.min(offset, text.length));
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((starts[middle] ?? 0) <= at) low = middle;
      else high = middle - 1;
    }
    return { line: low + 1, column: at - (starts[low] ?? 0) + 1 };
  };
}
