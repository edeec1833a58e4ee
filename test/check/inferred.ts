import { inferField } from "../../compiler/check/field.ts";
import type { CustomRows, Inference } from "../../compiler/check/infer.ts";
import { readField } from "../../compiler/manifest/field.ts";
import { parseJson } from "../../grammar/json/parse.ts";
import { show } from "../../language/type-relations.ts";
import { type CollectionType, type Type, t, union } from "../../language/types.ts";

const user: CollectionType = {
  kind: "collection",
  fields: new Map([
    ["id", { type: t.text, optional: false }],
    ["age", { type: t.number, optional: true }],
  ]),
  open: false,
};

const variables: ReadonlyMap<string, Type> = new Map<string, Type>([
  ["any", t.any],
  ["user", user],
  ["maybe", union(user, t.null)],
  ["note", union(t.text, t.undefined, t.null)],
  ["users", t.array(user)],
  ["some", union(t.array(user), t.undefined)],
  ["nested", t.array(union(t.array(t.number), t.null))],
  ["state", t.textOf("on", "off", "")],
  ["mixed", union(t.array(t.text), t.number, t.undefined)],
  ["flag", t.boolean],
  ["n", t.number],
  ["when", t.date],
  ["bytes", t.buffer],
  ["headers", t.mapOf(t.text)],
  ["tree", t.open({ leaf: union(user, t.undefined) })],
  ["level", union(t.textOf("high", "low"), t.number)],
  ["seen", { ...t.open({ title: t.text, "full name": t.text, "owner's name": t.text }), origin: "the sample" }],
]);

/** What is inferred of the JSON text of a field in which some variables of known types can be read. */
export function inferredOf(text: string, custom: CustomRows = new Map()) {
  const uri = "a.json";
  const { value } = parseJson({ uri, text });
  if (!value) throw new Error(`No JSON: ${text}`);
  const inference: Inference = { uri, scope: "OwnerScope", variables, custom, types: new Map(), diagnostics: [] };
  const type = inferField(readField(value, { uri, isVariable: (name) => variables.has(name) }).value, inference);
  return { type, diagnostics: inference.diagnostics };
}

/** The same of one expression. */
export function inferredOfExpression(expression: string, custom?: CustomRows) {
  return inferredOf(JSON.stringify(`{{${expression}}}`), custom);
}

/** A type as messages show it, and the texts that it may be. */
export function shown(type: Type): string {
  if (type.kind === "union") return type.of.map(shown).join(" | ");
  return type.kind === "text" && type.values ? type.values.map((value) => `'${value}'`).join(" | ") : show(type);
}
