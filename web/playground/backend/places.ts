import { parseManifest } from "../../../compiler/analyze.ts";
import type { JsonNode } from "../../../grammar/json/ast.ts";
import { membersOf } from "../../../grammar/json/members.ts";
import type { Span } from "../../../grammar/source.ts";
import type { Place } from "../playground.ts";

/** Finds the values of files from places as the runtime tells them, `webhook.iml.json:16:10`. */
export function placeFinder(files: Readonly<Record<string, string>>): (place: string | undefined) => Place | undefined {
  const trees = new Map<string, JsonNode | undefined>();
  return (place) => {
    const [, uri = "", line = "", column = ""] = /^(.+):(\d+):(\d+)$/.exec(place ?? "") ?? [];
    const text = files[uri];
    if (text === undefined) return undefined;
    const json = trees.has(uri) ? trees.get(uri) : parseManifest({ uri, text }).json;
    trees.set(uri, json);
    const span = json && innermost(json, offsetOf(text, Number(line), Number(column)));
    return span && { uri, span };
  };
}

function offsetOf(text: string, line: number, column: number): number {
  const before = text.split("\n").slice(0, line - 1);
  return before.reduce((length, each) => length + each.length + 1, column - 1);
}

/** The value that begins at an offset, or else the smallest one around it. */
function innermost(node: JsonNode, offset: number): Span | undefined {
  const { start, end } = node.span;
  if (offset < start || offset >= end) return undefined;
  if (offset === start) return node.span;
  return (
    childrenOf(node).reduce<Span | undefined>((found, child) => found ?? innermost(child, offset), undefined) ??
    node.span
  );
}

function childrenOf(node: JsonNode): readonly JsonNode[] {
  return node.kind === "array" ? node.items : membersOf(node).map(({ value }) => value);
}
