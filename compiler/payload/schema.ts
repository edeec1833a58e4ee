import { type CollectionType, constantType, type FieldType, type Type, t, union } from "../../language/types.ts";
import { isRecord, type Json, type JsonRecord } from "./json.ts";

/**
 * The type of the values that a JSON Schema (draft 7) allows. Of its vocabulary, what says which keys and types there
 * are is read: `$ref` within the document, `properties`, `required`, `additionalProperties`, `items`, `type`, `enum`,
 * `const`, `oneOf`, `anyOf`, `allOf`. `origin` is what messages call the schema.
 */
export function schemaType(schema: Json, origin: string): Type {
  const document: Document = { root: schema, origin, known: new Map(), open: new Set() };
  return typeOfSchema(schema, document);
}

interface Document {
  readonly root: Json;
  readonly origin: string;
  /** The types of references that were resolved, so that each is made once and shared. */
  readonly known: Map<string, Type>;
  /** The references that are being resolved: one that leads back to itself is `any` there. */
  readonly open: Set<string>;
}

function typeOfSchema(schema: Json | undefined, document: Document): Type {
  if (!isRecord(schema)) return t.any;
  if (typeof schema.$ref === "string") return resolve(schema.$ref, document);
  const parts = [ownType(schema, document), ...listOf(schema.allOf).map((each) => typeOfSchema(each, document))];
  for (const choices of [schema.oneOf, schema.anyOf]) {
    const list = listOf(choices);
    if (list.length > 0) parts.push(union(...new Set(list.map((each) => typeOfSchema(each, document)))));
  }
  return parts.reduce(both);
}

function resolve(ref: string, document: Document): Type {
  const known = document.known.get(ref);
  if (known) return known;
  if (document.open.has(ref)) return t.any;
  document.open.add(ref);
  const type = named(typeOfSchema(at(document.root, ref), document), ref);
  document.open.delete(ref);
  document.known.set(ref, type);
  return type;
}

/** A collection with the name that its definition has. */
function named(type: Type, ref: string): Type {
  const name = pointerSteps(ref)?.at(-1);
  return type.kind === "collection" && name !== undefined ? { name, ...type } : type;
}

/** What a JSON pointer of the same document leads to. */
function at(root: Json, ref: string): Json | undefined {
  return pointerSteps(ref)?.reduce<Json | undefined>((json, key) => {
    if (Array.isArray(json)) return json[Number(key)];
    return isRecord(json) && Object.hasOwn(json, key) ? json[key] : undefined;
  }, root);
}

/** The keys that a reference within its document goes through (RFC 6901); undefined if it is another one. */
export function pointerSteps(ref: string): readonly string[] | undefined {
  if (!/^#(?:\/|$)/.test(ref)) return undefined;
  try {
    const steps = ref.slice(1).split("/").slice(1);
    return steps.map((step) => decodeURIComponent(step).replaceAll("~1", "/").replaceAll("~0", "~"));
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

/** What a schema says without those that it is combined of. */
function ownType(schema: JsonRecord, document: Document): Type {
  if (schema.const !== undefined) return constantType(schema.const);
  if (Array.isArray(schema.enum)) return union(...schema.enum.map(constantType));
  const named = typeof schema.type === "string" ? [schema.type] : listOf(schema.type);
  if (named.length > 0) return union(...named.map((name) => typeNamed(name, schema, document)));
  if (isRecord(schema.properties)) return collection(schema, document);
  return isRecord(schema.items) ? t.array(typeOfSchema(schema.items, document)) : t.any;
}

function typeNamed(name: Json, schema: JsonRecord, document: Document): Type {
  switch (name) {
    case "null":
      return t.null;
    case "boolean":
      return t.boolean;
    case "number":
    case "integer":
      return t.number;
    case "string":
      return t.text;
    case "array":
      return t.array(itemType(schema.items, document));
    case "object":
      return collection(schema, document);
    default:
      return t.any;
  }
}

function itemType(items: Json | undefined, document: Document): Type {
  if (!Array.isArray(items)) return typeOfSchema(items, document);
  return items.length === 0 ? t.any : union(...items.map((item) => typeOfSchema(item, document)));
}

/**
 * Of a schema that is silent about further keys, the type says where its fields are known from, so that reading another
 * one is worth a warning; one that allows them in so many words gives a collection that is simply open.
 */
function collection(schema: JsonRecord, document: Document): CollectionType {
  const required = new Set(listOf(schema.required));
  const properties = isRecord(schema.properties) ? Object.entries(schema.properties) : [];
  const fields = new Map(
    properties.map(([key, property]): [string, FieldType] => [
      key,
      { type: typeOfSchema(property, document), optional: !required.has(key), ...docOf(property, document) },
    ]),
  );
  const more = schema.additionalProperties;
  if (more === false) return { kind: "collection", fields, open: false, origin: document.origin };
  if (isRecord(more)) return { kind: "collection", fields, open: true, rest: typeOfSchema(more, document) };
  if (more === true || fields.size === 0) return { kind: "collection", fields, open: true };
  return { kind: "collection", fields, open: true, origin: document.origin };
}

/** What a property says of itself, or else what it refers to. */
function docOf(property: Json | undefined, { root }: Document): Pick<FieldType, "doc"> {
  if (!isRecord(property)) return {};
  const { $ref: ref, description } = property;
  const target = typeof ref === "string" ? at(root, ref) : undefined;
  const doc = [description, isRecord(target) ? target.description : undefined].find((each) => typeof each === "string");
  return doc === undefined ? {} : { doc };
}

/** The type of what is of both types: what is known of its fields from either. */
function both(a: Type, b: Type): Type {
  if (a.kind === "any") return b;
  if (b.kind === "any") return a;
  if (a.kind === "union") return union(...new Set(a.of.map((each) => both(each, b))));
  if (b.kind === "union") return union(...new Set(b.of.map((each) => both(a, each))));
  return a.kind === "collection" && b.kind === "collection" ? merged(a, b) : b;
}

function merged(a: CollectionType, b: CollectionType): CollectionType {
  const fields = new Map(a.fields);
  for (const [key, field] of b.fields) {
    const before = fields.get(key);
    const type = before ? both(before.type, field.type) : field.type;
    fields.set(key, { ...before, ...field, type, optional: field.optional && (before?.optional ?? true) });
  }
  const origin = a.origin ?? b.origin;
  return { kind: "collection", fields, open: a.open && b.open, ...(origin !== undefined && { origin }) };
}

function listOf(json: Json | undefined): readonly Json[] {
  return Array.isArray(json) ? json : [];
}
