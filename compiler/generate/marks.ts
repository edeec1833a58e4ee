import type { Span } from "../../grammar/source.ts";

/** A piece of code, and the place of a manifest that it comes from; undefined before the first one. */
export interface MarkedPiece {
  readonly from: { readonly uri: string; readonly offset: number } | undefined;
  readonly text: string;
}

/**
 * What is put before code to tell where it comes from. Code has no control characters of its own: in literals they are
 * escaped.
 */
export function mark(uri: string, { start }: Span): string {
  return uri.includes(opening) || uri.includes(closing) ? "" : `${opening}${start}:${uri}${closing}`;
}

/** The code alone. */
export function unmarked(text: string): string {
  return text.includes(opening)
    ? markedPieces(text)
        .map((piece) => piece.text)
        .join("")
    : text;
}

/** Code cut at its marks. */
export function markedPieces(code: string): readonly MarkedPiece[] {
  const [first = "", ...others] = code.split(opening);
  return [
    { from: undefined, text: first },
    ...others.map((piece) => {
      const end = piece.indexOf(closing);
      const colon = piece.indexOf(":");
      const offset = Number(piece.slice(0, colon));
      return { from: { uri: piece.slice(colon + 1, end), offset }, text: piece.slice(end + 1) };
    }),
  ];
}

const opening = "\u0001";
const closing = "\u0002";
