import { applied } from "../../compiler/format.ts";
import type { Edit } from "../../grammar/diagnostic.ts";
import type { JsonArray, JsonNode, JsonObject } from "../../grammar/json/ast.ts";
import { membersOf, valueAt } from "../../grammar/json/members.ts";
import type { Source } from "../../grammar/source.ts";
import { isArray, isCollection } from "../../language/kinds.ts";
import type { Collection, Value } from "../../language/values.ts";
import { jsonValue } from "../fixture/json.ts";
import type { CaseResult } from "./case.ts";
import { inOrderOf, same } from "./same.ts";

/** The text of a fixture with what came in place of what was expected; comments and layout of all else stay. */
export function updatedText(source: Source, results: readonly CaseResult[]): string {
  const nodes = new Map(
    results
      .flatMap(({ mismatches }) => mismatches)
      .flatMap(({ update }) => (update ? [[update.node.span.start, update] as const] : [])),
  );
  return applied(
    source.text,
    [...nodes.values()].flatMap(({ node, value }) => edits(node, inOrderOf(value, jsonValue(node)), source.text)),
  );
}

/** As few edits as make a node say a value. */
function edits(node: JsonNode, value: Value, text: string): readonly Edit[] {
  if (same(jsonValue(node), value)) return [];
  if (node.kind === "array" && isArray(value) && node.items.length > 0 && value.length > 0) {
    return arrayEdits(node, value, text);
  }
  if (node.kind === "object" && isCollection(value) && keepsKeys(node, value)) return objectEdits(node, value, text);
  return [{ span: node.span, text: indentedJson(value, indentAt(text, node.span.start)) }];
}

function arrayEdits({ items, span }: JsonArray, value: readonly Value[], text: string): readonly Edit[] {
  const inPlace = items.flatMap((item, index) => (index < value.length ? edits(item, value[index], text) : []));
  const lastKept = items[Math.min(items.length, value.length) - 1];
  const last = items.at(-1);
  if (lastKept === undefined || last === undefined) return inPlace;
  if (value.length < items.length) {
    return [...inPlace, { span: { start: lastKept.span.end, end: last.span.end }, text: "" }];
  }
  const more = value.slice(items.length).map((each) => added(each, "", last, span.start, text));
  return more.length === 0
    ? inPlace
    : [...inPlace, { span: { start: last.span.end, end: last.span.end }, text: more.join("") }];
}

function keepsKeys(node: JsonObject, value: Collection): boolean {
  const members = membersOf(node);
  return members.length > 0 && members.every(({ key }) => Object.hasOwn(value, key.decoded.text));
}

function objectEdits(node: JsonObject, value: Collection, text: string): readonly Edit[] {
  const members = membersOf(node);
  const inPlace = members.flatMap((member) => edits(member.value, value[member.key.decoded.text], text));
  const last = members.at(-1);
  if (last === undefined) return inPlace;
  const missing = Object.entries(value).filter(([key]) => valueAt(node, key) === undefined);
  const more = missing.map(([key, each]) => added(each, `${JSON.stringify(key)}: `, last.key, node.span.start, text));
  const end = last.value.span.end;
  return more.length === 0 ? inPlace : [...inPlace, { span: { start: end, end }, text: more.join("") }];
}

/** One more item or member, on a line of its own where the one before has one; `open` is where the list begins. */
function added(value: Value, label: string, before: JsonNode, open: number, text: string): string {
  if (!text.slice(open, before.span.start).includes("\n")) return `, ${label}${JSON.stringify(value)}`;
  const indent = indentAt(text, before.span.start);
  return `,\n${indent}${label}${indentedJson(value, indent)}`;
}

function indentedJson(value: Value, indent: string): string {
  return (JSON.stringify(value, null, 2) ?? "null").replaceAll("\n", `\n${indent}`);
}

/** The white space with which the line of an offset begins. */
function indentAt(text: string, offset: number): string {
  const start = text.lastIndexOf("\n", offset - 1) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? "";
}
