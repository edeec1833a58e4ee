import { type CollectionType, type TextType, type Type, t, union } from "./types.ts";

/** Whether a value of `got` may stand where `want` is wanted; `any` passes on either side. */
export function assignable(got: Type, want: Type): boolean {
  return related(got, want, true);
}

/** Whether every value of `got` surely is one of `want`, so that no conversion is needed. */
export function subtype(got: Type, want: Type): boolean {
  return related(got, want, false);
}

function related(got: Type, want: Type, anyPasses: boolean): boolean {
  if (want.kind === "any") return true;
  if (got.kind === "any") return anyPasses;
  if (got.kind === "union") return got.of.every((member) => related(member, want, anyPasses));
  if (want.kind === "union") return want.of.some((member) => related(got, member, anyPasses));
  if (want.kind === "array") return got.kind === "array" && related(got.of, want.of, anyPasses);
  if (want.kind === "collection") return got.kind === "collection" && fieldsRelated(got, want, anyPasses);
  if (want.kind === "text" && want.values) return got.kind === "text" && valuesRelated(got, want.values, anyPasses);
  return got.kind === want.kind;
}

function valuesRelated(got: TextType, wanted: readonly string[], anyPasses: boolean): boolean {
  return got.values ? got.values.every((value) => wanted.includes(value)) : anyPasses;
}

function fieldsRelated(got: CollectionType, want: CollectionType, anyPasses: boolean): boolean {
  return [...want.fields].every(([name, wanted]) => {
    const field = got.fields.get(name);
    if (field === undefined) return wanted.optional || (got.open && anyPasses);
    return (wanted.optional || !field.optional) && related(field.type, wanted.type, anyPasses);
  });
}

/**
 * Whether some value of `got` can be converted to `want` where a function or a directive wants it. Everything has a
 * text, a truth and bytes, and is an array of one item; numbers, dates and collections are not made of everything.
 */
export function convertible(got: Type, want: Type): boolean {
  if (got.kind === "any") return true;
  if (got.kind === "union") return got.of.some((member) => convertible(member, want));
  switch (want.kind) {
    case "any":
    case "text":
    case "boolean":
    case "buffer":
    case "array":
      return true;
    case "number":
      return oneOfKinds(got, "number", "text", "boolean", "date");
    case "date":
      return oneOfKinds(got, "date", "number", "text");
    case "collection":
      return oneOfKinds(got, "collection", "undefined", "null");
    case "undefined":
    case "null":
      return got.kind === want.kind;
    case "union":
      return want.of.some((member) => member.kind === "text" || assignable(got, member));
  }
}

function oneOfKinds(type: Type, ...kinds: readonly Type["kind"][]): boolean {
  return kinds.includes(type.kind);
}

/** The type of what reading `name` gives; undefined if no value of the type can have such a key. */
export function fieldOf(type: Type, name: string): Type | undefined {
  if (type.kind === "any") return t.any;
  if (type.kind === "union") {
    const found = type.of.map((member) => fieldOf(member, name));
    return found.every((member) => member === undefined)
      ? undefined
      : union(...found.map((member) => member ?? t.undefined));
  }
  if (type.kind !== "collection") return undefined;
  const field = type.fields.get(name);
  if (field !== undefined) return field.optional ? union(field.type, t.undefined) : field.type;
  if (type.rest !== undefined) return union(type.rest, t.undefined);
  return type.open ? t.any : undefined;
}

/** The type of what an index gives, which may be beyond the end; undefined if no value of the type is an array. */
export function itemOf(type: Type): Type | undefined {
  if (type.kind === "any") return t.any;
  if (type.kind === "array") return union(type.of, t.undefined);
  if (type.kind !== "union") return undefined;
  const found = type.of.map(itemOf);
  return found.every((member) => member === undefined)
    ? undefined
    : union(...found.map((member) => member ?? t.undefined));
}

/** The type without undefined and null: what is left once a template has asked for it. */
export function present(type: Type): Type {
  if (type.kind !== "union") return type;
  const members = type.of.filter((member) => member.kind !== "undefined" && member.kind !== "null");
  return members.length === 0 || members.length === type.of.length ? type : union(...members);
}

/** The type as messages show it: `array of text`, `collection {id: number, name?: text}`. */
export function show(type: Type): string {
  if (type.kind === "array") return type.of.kind === "any" ? "array" : `array of ${grouped(type.of)}`;
  if (type.kind === "collection") return showCollection(type);
  return type.kind === "union" ? listed(type.of.map(show)) : type.kind;
}

/** So many fields name a collection well enough; more make a message hard to read. */
const shownFields = 4;

function showCollection(type: CollectionType): string {
  if (type.fields.size === 0) return type.rest ? `collection of ${grouped(type.rest)}` : "collection";
  const fields = [...type.fields]
    .slice(0, shownFields)
    .map(([name, field]) => `${name}${field.optional ? "?" : ""}: ${shallow(field.type)}`);
  if (type.open || type.fields.size > shownFields) fields.push("…");
  return `collection {${fields.join(", ")}}`;
}

function shallow(type: Type): string {
  return type.kind === "collection" ? "collection" : show(type);
}

function grouped(type: Type): string {
  return type.kind === "union" ? `(${show(type)})` : shallow(type);
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}
