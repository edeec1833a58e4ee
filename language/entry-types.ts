import { asItem } from "./item-type.ts";
import { fieldOf, present } from "./type-relations.ts";
import { type CollectionType, type FieldType, type Type, t, union } from "./types.ts";

/** The type of what a collection holds, whatever its key. */
export function heldType(object: Type = t.any): Type {
  const collection = present(object);
  if (collection.kind !== "collection" || (collection.open && collection.rest === undefined)) return t.any;
  const types = [...collection.fields.values()].map(({ type }) => type);
  if (collection.rest !== undefined) types.push(collection.rest);
  return types.length === 0 ? t.any : asItem(union(...types));
}

/** The type of a collection of any keys that hold such values; what is undefined is left out. */
export function keyedType(held: Type): Type {
  const defined = held.kind === "union" ? union(...held.of.filter(({ kind }) => kind !== "undefined")) : held;
  return defined.kind === "any" || defined.kind === "undefined" ? t.open() : t.mapOf(defined);
}

/** The type of a collection of only the named keys. Of keys that are known only when the template runs, any may be missing. */
export function pickedType([object = t.any, ...keys]: readonly Type[]): Type {
  const from = collectionOf(object);
  const names = keys.map(knownTexts);
  if (names.some((each) => each === undefined)) return from ? optionalFields(from) : t.open();
  const fields = names.flatMap((each = []) => each.flatMap((name) => pickedField(from ?? t.open(), name, each.length)));
  return { kind: "collection", fields: new Map(fields), open: false, origin: "what `pick` takes" };
}

function pickedField(from: CollectionType, name: string, candidates: number): readonly [string, FieldType][] {
  const field = from.fields.get(name);
  if (field) return [[name, { ...field, optional: field.optional || candidates > 1 }]];
  const type = fieldOf(from, name);
  return type ? [[name, { type: present(type), optional: true }]] : [];
}

/** The type of a collection without the named keys; if they are not known, any may be missing. */
export function omittedType([object = t.any, ...keys]: readonly Type[]): Type {
  const from = collectionOf(object);
  if (!from) return t.open();
  const names = keys.map(knownTexts);
  if (names.some((each) => each?.length !== 1)) return optionalFields(from);
  const gone = new Set(names.flat());
  const fields = new Map([...from.fields].filter(([name]) => !gone.has(name)));
  return { ...from, fields, ...(from.origin !== undefined && { origin: "what `omit` leaves" }) };
}

/** The collection that is given, if only one is possible; nothing counts as an empty one. */
function collectionOf(given: Type): CollectionType | undefined {
  const collection = present(given);
  if (collection.kind !== "collection") return undefined;
  return given.kind === "union" ? optionalFields(collection) : collection;
}

function knownTexts(type: Type): readonly string[] | undefined {
  return type.kind === "text" ? type.values : undefined;
}

function optionalFields(type: CollectionType): CollectionType {
  return { ...type, fields: new Map([...type.fields].map(([name, field]) => [name, { ...field, optional: true }])) };
}
