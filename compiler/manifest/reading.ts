import type { Diagnostic } from "../../grammar/diagnostic.ts";
import type { JsonNode } from "../../grammar/json/ast.ts";
import type { Span } from "../../grammar/source.ts";
import type { FieldContext } from "./field.ts";

/** Where the reader of a manifest is, and where it puts what it finds. */
export interface Reading {
  readonly uri: string;
  /** What the manifest is, in a sentence: `an attach`. */
  readonly title: string;
  /** The keys that lead here from the root. */
  readonly path: readonly string[];
  /** In a list of requests: how many keys lead to the one that is being read. */
  readonly depth?: number;
  /** Which names are variables to a template that stands at a path. */
  readonly isVariableAt: (path: readonly string[]) => (name: string) => boolean;
  readonly diagnostics: Diagnostic[];
}

/** The reading of what stands under a key. */
export function under(reading: Reading, key: string): Reading {
  return { ...reading, path: [...reading.path, key] };
}

/** The reading of one request of a list; the first has the number 1. */
export function underRequest(reading: Reading, number: number): Reading {
  const inside = under(reading, String(number));
  return { ...inside, depth: inside.path.length };
}

/** What the place is called in a message. */
export function placeName({ path, depth, title }: Reading): string {
  const here = path.slice(depth ?? 0).join(".");
  if (depth === undefined) return here === "" ? title : `\`${here}\``;
  const list = path.slice(0, depth - 1).join(".");
  const request = `request ${path[depth - 1]}${list === "" ? "" : ` of \`${list}\``}`;
  return here === "" ? request : `\`${here}\` of ${request}`;
}

/** What templates here are read with. */
export function fieldContext({ uri, path, isVariableAt }: Reading): FieldContext {
  return { uri, isVariable: isVariableAt(path) };
}

/** The place of a finding. An object or a list is long: its first character stands for it. */
export function placeOf(reading: Reading, json: JsonNode): { uri: string; span: Span } {
  const { start, end } = json.span;
  const isLong = json.kind === "object" || json.kind === "array";
  return { uri: reading.uri, span: { start, end: isLong ? Math.min(start + 1, end) : end } };
}

/** The fix of a text in quotes that is probably, or surely, another way to write a known one, if it is known which. */
export function respelled(span: Span, meant: string | undefined, isSure = false): Pick<Diagnostic, "fix"> {
  if (meant === undefined) return {};
  const edits = [{ span, text: JSON.stringify(meant) }];
  return { fix: { title: `Change to \`${meant}\``, edits, ...(!isSure && { unsafe: true as const }) } };
}
