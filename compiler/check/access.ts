import { pathType } from "../../language/path-type.ts";
import { fieldOf, present } from "../../language/type-relations.ts";
import { type CollectionType, type Type, t, union } from "../../language/types.ts";

/** What reading a key of a value gives, and what is odd about it; then the type is `any`, so that one slip is told once. */
export interface Access {
  readonly type: Type;
  readonly problem?: AccessProblem;
}

export type AccessProblem =
  /** None of the collections it may be has the key, and none may have others. */
  | { readonly kind: "no-field"; readonly fields: readonly string[]; readonly origin: string | undefined }
  /** The same, but of a collection that is known from examples only. */
  | { readonly kind: "unseen"; readonly fields: readonly string[]; readonly origin: string }
  /** It is nothing that has keys. */
  | { readonly kind: "no-collection"; readonly type: Type };

/** Reads `.name` of a value. A collection that is open and says where its fields are known from was learnt from examples. */
export function readKey(object: Type, name: string): Access {
  const read = present(object);
  const access = readPresent(read, name);
  return read === object ? access : { ...access, type: union(access.type, t.undefined) };
}

function readPresent(read: Type, name: string): Access {
  const alternatives = read.kind === "union" ? read.of : [read];
  if (alternatives.some(({ kind }) => kind === "any" || kind === "undefined" || kind === "null")) return any;
  const collections = alternatives.filter((alternative) => alternative.kind === "collection");
  const counts = /^\d+$/.test(name) && alternatives.some(({ kind }) => kind === "array");
  if (counts || collections.some(({ fields, rest }) => fields.has(name) || rest)) {
    // Alternatives of a schema share types: to compare each of them once is much quicker.
    return { type: union(...new Set(alternatives.flatMap((alternative) => typesUnder(alternative, name, counts)))) };
  }
  if (collections.length === 0) return { type: t.any, problem: { kind: "no-collection", type: read } };
  return readUnknown(collections);
}

/** The type of what reading `[n]` of a value gives. */
export function readItem(object: Type): Type {
  return pathType(object, t.number);
}

function typesUnder(type: Type, name: string, counts: boolean): readonly Type[] {
  if (counts && type.kind === "array") return [type.of, t.undefined];
  const field = type.kind === "collection" ? type.fields.get(name) : undefined;
  if (field) return field.optional ? [field.type, t.undefined] : [field.type];
  return [fieldOf(type, name) ?? t.undefined];
}

function readUnknown(collections: readonly CollectionType[]): Access {
  if (collections.some(({ open, origin }) => open && origin === undefined)) return any;
  const fields = [...new Set(collections.flatMap((collection) => [...collection.fields.keys()]))];
  const learnt = collections.find(({ open }) => open);
  if (learnt?.origin) return { type: t.any, problem: { kind: "unseen", fields, origin: learnt.origin } };
  return { type: t.any, problem: { kind: "no-field", fields, origin: collections[0]?.origin } };
}

const any: Access = { type: t.any };
