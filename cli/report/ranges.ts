import { type Position, positions, type Span } from "../../grammar/source.ts";

/** A part of a file for people and for programs: lines and columns from 1, offsets in UTF-16 units from 0. */
export interface Range {
  readonly start: Position & { readonly offset: number };
  readonly end: Position & { readonly offset: number };
}

/** Answers the ranges of spans in some files. */
export function ranges(files: ReadonlyMap<string, string>): (uri: string, span: Span) => Range {
  const indexes = new Map<string, (offset: number) => Position>();
  const index = (uri: string): ((offset: number) => Position) => {
    const known = indexes.get(uri) ?? positions(files.get(uri) ?? "");
    indexes.set(uri, known);
    return known;
  };
  return (uri, { start, end }) => ({
    start: { ...index(uri)(start), offset: start },
    end: { ...index(uri)(end), offset: end },
  });
}
