import { isArray, isCollection, scalarKind } from "./kinds.ts";
import type { Collection, Value } from "./values.ts";

/**
 * A static type of IML. `any` is what nobody declared: it never complains.
 *
 * @example
 * import type { Type, WebhookAnalysis } from "imlc";
 *
 * const keysOf = (type: Type): readonly string[] => (type.kind === "collection" ? [...type.fields.keys()] : []);
 * export const bodyKeys = ({ body }: WebhookAnalysis): readonly string[] => keysOf(body);
 */
export type Type = SimpleType | TextType | ArrayType | CollectionType | UnionType;

export interface SimpleType {
  readonly kind: Exclude<keyof SimpleValues, "text">;
}

export interface TextType {
  readonly kind: "text";
  /** The only texts that it may be, if they are known. */
  readonly values?: readonly string[];
}

export interface ArrayType {
  readonly kind: "array";
  readonly of: Type;
}

export interface CollectionType {
  readonly kind: "collection";
  readonly fields: ReadonlyMap<string, FieldType>;
  /** An open collection may hold keys that nobody declared; their type is `rest`, or `any`. */
  readonly open: boolean;
  readonly rest?: Type;
  /** Where the fields are known from, for messages: `attach`, `10 samples`, `payload.schema.json`. */
  readonly origin?: string;
  /** What its schema calls it. */
  readonly name?: string;
}

export interface FieldType {
  readonly type: Type;
  readonly optional: boolean;
  readonly doc?: string;
}

export interface UnionType {
  readonly kind: "union";
  readonly of: readonly Type[];
}

interface SimpleValues {
  any: Value;
  undefined: undefined;
  null: null;
  boolean: boolean;
  number: number;
  text: string;
  date: Date;
  buffer: Uint8Array;
}

type Fields = Readonly<Record<string, Type>>;

/** `declared` is never present in a value: it tells TypeScript which fields a collection type was declared with. */
type DeclaredCollection<F extends Fields> = CollectionType & { readonly declared?: F };

/** The TypeScript type of the values of an IML type. */
export type ValueOf<T extends Type> = [Type] extends [T]
  ? Value
  : T extends { readonly kind: infer K extends keyof SimpleValues }
    ? SimpleValues[K]
    : T extends { readonly kind: "array"; readonly of: infer I extends Type }
      ? readonly ValueOf<I>[]
      : T extends { readonly kind: "union"; readonly of: readonly (infer M extends Type)[] }
        ? ValueOf<M>
        : T extends { readonly declared?: infer F extends Fields }
          ? Collection & { readonly [K in keyof F]: ValueOf<F[K]> }
          : Collection;

/** The words in which types are declared. */
export const t = {
  any: { kind: "any" },
  undefined: { kind: "undefined" },
  null: { kind: "null" },
  boolean: { kind: "boolean" },
  number: { kind: "number" },
  text: { kind: "text" },
  /** One of these texts. */
  textOf: (...values: readonly string[]): TextType => ({ kind: "text", values }),
  date: { kind: "date" },
  buffer: { kind: "buffer" },
  /** `t.array(t.text)`: an array of texts. */
  array: <const T extends Type>(of: T) => ({ kind: "array", of }) as const,
  /** One of several types, as they are written: what a parameter takes. */
  oneOf: <const T extends readonly Type[]>(...of: T) => ({ kind: "union", of }) as const,
  /** A collection of exactly these keys. */
  collection: <const F extends Fields>(fields: F): DeclaredCollection<F> => ({
    kind: "collection",
    fields: required(fields),
    open: false,
  }),
  /** A collection of these keys and any others. */
  open: <const F extends Fields = Record<never, never>>(fields?: F): DeclaredCollection<F> => ({
    kind: "collection",
    fields: required(fields ?? {}),
    open: true,
  }),
  /** A collection of any keys, whose values have one type. */
  mapOf: <const T extends Type>(rest: T): DeclaredCollection<Readonly<Record<string, T>>> => ({
    kind: "collection",
    fields: new Map(),
    open: true,
    rest,
  }),
} as const;

function required(fields: Fields): ReadonlyMap<string, FieldType> {
  return new Map(Object.entries(fields).map(([name, type]) => [name, { type, optional: false }]));
}

/** The type of a value that is known while compiling. */
export function typeOf(value: Value): Type {
  if (isArray(value)) return t.array(value.length === 0 ? t.any : union(...value.map(typeOf)));
  if (!isCollection(value)) return { kind: scalarKind(value) };
  return t.collection(Object.fromEntries(Object.entries(value).map(([key, item]) => [key, typeOf(item)])));
}

/** The type of just this value, as far as types tell values apart: of a text, which one it is. */
export function constantType(value: Value): Type {
  return typeof value === "string" ? t.textOf(value) : typeOf(value);
}

/**
 * The type of what is of one of these types: unions are flattened, `any` absorbs, equal types, texts and arrays are
 * merged.
 */
export function union(...types: readonly Type[]): Type {
  const [first] = types;
  if (first && types.every((type) => type === first)) return first;
  if (types.some(({ kind }) => kind === "any")) return t.any;
  const members: Type[] = [];
  for (const type of types.flatMap((each) => (each.kind === "union" ? each.of : [each]))) {
    if (type.kind === "any") return t.any;
    const at = members.findIndex(({ kind }) => kind === type.kind && (kind === "array" || kind === "text"));
    const before = members[at];
    if (type.kind === "array" && before?.kind === "array") members[at] = t.array(union(before.of, type.of));
    else if (type.kind === "text" && before?.kind === "text") members[at] = eitherText(before, type);
    else if (!members.some((member) => sameType(member, type))) members.push(type);
  }
  const [only] = members;
  if (only === undefined) return t.undefined;
  return members.length === 1 ? only : { kind: "union", of: members };
}

function eitherText(a: TextType, b: TextType): TextType {
  return a.values && b.values ? t.textOf(...new Set([...a.values, ...b.values])) : t.text;
}

/** Whether two types are written the same; the origin of a collection does not count. */
export function sameType(a: Type, b: Type): boolean {
  if (a === b) return true;
  if (a.kind === "text") return b.kind === "text" && sameValues(a.values, b.values);
  if (a.kind === "array") return b.kind === "array" && sameType(a.of, b.of);
  if (a.kind === "collection") return b.kind === "collection" && sameFields(a, b);
  if (a.kind !== "union") return a.kind === b.kind;
  return (
    b.kind === "union" &&
    a.of.length === b.of.length &&
    a.of.every((member) => b.of.some((other) => sameType(member, other)))
  );
}

function sameValues(a: TextType["values"], b: TextType["values"]): boolean {
  return a === undefined || b === undefined ? a === b : a.length === b.length && a.every((value) => b.includes(value));
}

function sameFields(a: CollectionType, b: CollectionType): boolean {
  return (
    a.open === b.open &&
    a.fields.size === b.fields.size &&
    sameType(a.rest ?? t.any, b.rest ?? t.any) &&
    [...a.fields].every(([name, field]) => {
      const other = b.fields.get(name);
      return other !== undefined && other.optional === field.optional && sameType(field.type, other.type);
    })
  );
}
