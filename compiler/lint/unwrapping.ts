import type { Fix } from "../../grammar/diagnostic.ts";
import type { TextField } from "../program.ts";

/** The fix that takes away what stands beside the one expression of a text. */
export function unwrapping({ span, parts }: TextField, title: string): Fix {
  const hole = parts.find((part) => typeof part !== "string")?.span ?? span;
  const beside = [
    { start: span.start + 1, end: hole.start },
    { start: hole.end, end: span.end - 1 },
  ];
  return { title, edits: beside.filter(({ start, end }) => start < end).map((each) => ({ span: each, text: "" })) };
}
