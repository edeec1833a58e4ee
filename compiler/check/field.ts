import { asItem } from "../../language/item-type.ts";
import { present } from "../../language/type-relations.ts";
import { type CollectionType, constantType, type FieldType, type Type, t, union } from "../../language/types.ts";
import type { Field, ObjectField, SpreadEntry } from "../program.ts";
import { spreadNothing } from "./diagnostics.ts";
import { type Inference, infer } from "./infer.ts";
import { withArticle } from "./key.ts";

/** The type of what a field evaluates to. */
export function inferField(field: Field, inference: Inference): Type {
  const here = field.uri === inference.uri ? inference : elsewhere(field.uri, inference);
  switch (field.kind) {
    case "constant":
      return constantType(field.value);
    case "expression":
      return infer(field.expr, here);
    case "text":
      for (const part of field.parts) if (typeof part !== "string") inferField(part, here);
      return t.text;
    case "array":
      return t.array(
        field.items.length === 0 ? t.any : union(...field.items.map((item) => asItem(inferField(item, here)))),
      );
    case "object":
      return inferObject(field, here);
  }
}

function elsewhere(uri: string, inference: Inference): Inference {
  const { base, variables } = inference;
  return { ...inference, uri, variables: base?.uri === uri ? base.variables : variables };
}

/** An object has the keys that are written in it; with a spread of something unknown it may have others. */
function inferObject({ entries }: ObjectField, inference: Inference): CollectionType {
  const fields = new Map<string, FieldType>();
  let open = false;
  for (const entry of entries) {
    const type = inferField(entry.value, inference);
    if (entry.kind === "entry") fields.set(entry.key, fieldType(type));
    else {
      open = addFields(type, fields) || open;
      checkSpread(entry, type, inference);
    }
  }
  return { kind: "collection", fields, open };
}

/** A value that is undefined leaves its key out. */
function fieldType(type: Type): FieldType {
  if (type.kind !== "union" || !type.of.some(({ kind }) => kind === "undefined")) return { type, optional: false };
  return { type: union(...type.of.filter(({ kind }) => kind !== "undefined")), optional: true };
}

/** Lays the fields of what is spread over those before; answers whether it may have more than are known. */
function addFields(spread: Type, fields: Map<string, FieldType>): boolean {
  const type = present(spread);
  const known = type.kind === "collection" ? type : t.open();
  if (known.open) {
    const other = known.rest ?? t.any;
    for (const [key, field] of fields) fields.set(key, { ...field, type: union(field.type, other) });
  }
  for (const [key, field] of known.fields) {
    const before = fields.get(key);
    const mayLack = field.optional || spread.kind === "union";
    const stays = mayLack && before ? before.type : field.type;
    fields.set(key, { ...field, type: union(stays, field.type), optional: mayLack && (before?.optional ?? true) });
  }
  return known.open;
}

function checkSpread({ value }: SpreadEntry, type: Type, { uri, diagnostics }: Inference): void {
  const read = present(type);
  const alternatives = read.kind === "union" ? read.of : [read];
  if (alternatives.some(({ kind }) => ["any", "collection", "undefined", "null"].includes(kind))) return;
  diagnostics.push(spreadNothing({ uri, span: value.span }, { type: withArticle(read) }));
}
