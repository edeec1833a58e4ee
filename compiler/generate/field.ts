import { type Type, t } from "../../language/types.ts";
import type { ArrayField, Entry, ExpressionField, Field, ObjectField, TextField } from "../program.ts";
import { type Code, constantCode, primary } from "./code.ts";
import { truthOf } from "./convert.ts";
import { counted } from "./coverage.ts";
import { expressionCode, type Surroundings, truthCode } from "./expression.ts";
import type { Layout } from "./layout.ts";
import { keyText, type ValueName } from "./names.ts";
import { joined } from "./operator.ts";

/** A value of a manifest as JavaScript, as its place wants it. */
export function fieldLayout(field: Field, want: Type, around: Surroundings): Layout {
  if (want.kind !== "boolean") return fieldCode(field, around).layout;
  if (field.kind === "expression") return wholeCode(truthCode(field.expr, field.uri, around), field, around).text;
  const { layout, code } = fieldCode(field, around);
  return code ? truthOf(code, around.needs).text : inCall("truthy", layout, around);
}

export interface FieldCode {
  readonly layout: Layout;
  readonly defined: boolean;
  /** What is known of it, if it is a single expression. */
  readonly code?: Code;
}

/** A value of a manifest as JavaScript, as it is. */
export function fieldCode(field: Field, around: Surroundings): FieldCode {
  switch (field.kind) {
    case "constant":
      return single(constantCode(field.value));
    case "expression":
      return single(wholeCode(expressionCode(field.expr, field.uri, around), field, around));
    case "text":
      return single(field.encode === "url" ? urlCode(field, around) : textCode(field, around));
    case "array":
      return arrayCode(field, around);
    case "object":
      return { layout: objectLayout(entryCodes(field, around), around), defined: true };
  }
}

function single(code: Code): FieldCode {
  return { layout: code.text, defined: code.defined, code };
}

function textCode({ parts }: TextField, around: Surroundings): Code {
  const written = parts.filter((part) => part !== "").map((part) => partCode(part, around));
  return joined(written, around.needs);
}

/** Written parts and values take turns, as the helper wants them. */
function urlCode({ parts }: TextField, around: Surroundings): Code {
  const turns: Code[] = [];
  for (const part of parts) {
    const isWritten = typeof part === "string";
    if (isWritten !== (turns.length % 2 === 0)) turns.push(constantCode(""));
    turns.push(partCode(part, around));
  }
  around.needs.values.add("urlText");
  return primary(`urlText([${turns.map(({ text }) => text).join(", ")}])`, t.text);
}

function partCode(part: TextField["parts"][number], around: Surroundings): Code {
  return typeof part === "string"
    ? constantCode(part)
    : wholeCode(expressionCode(part.expr, part.uri, around), part, around);
}

/** The code of all that stands between two pairs of braces; a constant does not run. */
function wholeCode(code: Code, { expr, uri }: ExpressionField, { count }: Surroundings): Code {
  return code.constant ? code : counted(code, { kind: "expression", uri, span: expr.span }, count);
}

function arrayCode({ items }: ArrayField, around: Surroundings): FieldCode {
  const values = items.map((item) => fieldCode(item, around));
  const array: Layout = {
    open: "[",
    items: values.map(({ layout }) => ({ label: "", value: layout })),
    close: "]",
    padding: "",
  };
  const isWhole = values.every(({ defined }) => defined);
  return { layout: isWhole ? array : inCall("list", array, around), defined: true };
}

export interface EntryCode {
  readonly entry: Entry;
  readonly code: FieldCode;
}

/** The entries of an object, each with its value. */
export function entryCodes({ entries }: ObjectField, around: Surroundings): readonly EntryCode[] {
  return entries.map((entry) => ({ entry, code: fieldCode(entry.value, around) }));
}

/** An object of entries, without those that turn out to be undefined. */
export function objectLayout(entries: readonly EntryCode[], around: Surroundings): Layout {
  const object: Layout = {
    open: "{",
    items: entries.map(({ entry, code }) => entryItem(entry, code.layout, around)),
    close: "}",
    padding: " ",
  };
  const isWhole = entries.every(({ entry, code }) => entry.kind === "spread" || code.defined);
  return isWhole ? object : inCall("compact", object, around);
}

function entryItem(entry: Entry, layout: Layout, around: Surroundings) {
  if (entry.kind === "spread") return { label: "...", value: inCall("spread", layout, around) };
  const mark = around.mark?.(entry.value.uri, entry.keySpan) ?? "";
  return { label: `${mark}${keyText(entry.key)}: `, value: layout };
}

function inCall(name: ValueName, layout: Layout, { needs }: Surroundings): Layout {
  needs.values.add(name);
  return typeof layout === "string"
    ? `${name}(${layout})`
    : { ...layout, open: `${name}(${layout.open}`, close: `${layout.close})` };
}
