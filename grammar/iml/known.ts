import type { DecodedText } from "../json/ast.ts";
import type { TemplatePart } from "./ast.ts";
import { movedPart } from "./move.ts";

// What was read before is not read again: in an editor, a manifest is read after each change, and all but one of its
// templates are what they were.

/** The parts of a template that was remembered, as they stand here; undefined if it was not. */
export function recall({ text, start, offsets }: DecodedText): readonly TemplatePart[] | undefined {
  const before = offsets ? undefined : known.get(text);
  return before?.parts.map((part) => movedPart(part, start - before.start));
}

/** Remembers the parts of a template whose reading depends on nothing but its text, unless it has escapes or is long. */
export function remember({ text, start, offsets }: DecodedText, parts: readonly TemplatePart[]): void {
  if (offsets || text.length > longest) return;
  if (known.size >= most) known.clear();
  known.set(text, { start, parts });
}

interface Known {
  readonly start: number;
  readonly parts: readonly TemplatePart[];
}

const known = new Map<string, Known>();

/** Both bound the memory that is held: at most a few megabytes. */
const most = 2000;
const longest = 500;
