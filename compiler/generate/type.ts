import { scopes } from "../../language/scopes.ts";
import type { CollectionType, FieldType, Type } from "../../language/types.ts";
import { indented } from "./layout.ts";
import { commentText, stringLiteral } from "./literal.ts";
import { keyText } from "./names.ts";
import { metIn, partsOf } from "./type-parts.ts";

/** A type that a module exports. */
export interface TypeDeclaration {
  readonly name: string;
  readonly doc: string;
  readonly type: Type;
}

/** Declarations as TypeScript, and the names of `imlc/values` that they need. */
export interface TypesText {
  readonly text: string;
  readonly imports: readonly string[];
}

/**
 * Exported type aliases of IML types, and behind them those of their parts that have a name of their own: what a schema
 * names, what is met at several places, and what would stand too deep. So the text grows with the type, however often its
 * parts are used. Aliases, not interfaces, are values of IML to TypeScript. An open collection with fields is written
 * without an index signature, since with one no misspelled field would be an error.
 */
export function typeDeclarations(roots: readonly TypeDeclaration[]): TypesText {
  const met = metIn(roots.map(({ type }) => type));
  const naming: Naming = {
    met,
    names: new Map(),
    taken: new Set([...reserved, ...roots.map(({ name }) => name)]),
    declarations: [...roots],
  };
  for (const { name, type } of roots) {
    if (isLarge(type, naming) && !naming.names.has(type)) naming.names.set(type, name);
  }
  const texts: string[] = [];
  // What is declared while a text is written comes behind it.
  for (const declaration of naming.declarations) texts.push(declarationText(declaration, naming));
  return { text: texts.join("\n"), imports: [...met.keys()].some(isOfAnything) ? ["Value"] : [] };
}

interface Naming {
  /** How often each type is met. */
  readonly met: ReadonlyMap<Type, number>;
  readonly names: Map<Type, string>;
  readonly taken: Set<string>;
  readonly declarations: TypeDeclaration[];
}

/** Where a type stands: in which declaration, under which key, how deep. */
interface Place {
  readonly root: string;
  readonly key: string;
  readonly depth: number;
}

/** So many levels of one declaration are read with ease; what stands deeper is declared by itself. */
const deepest = 6;

/** A union of so many is written once. */
const many = 8;

/** The longest union or collection that is written on one line. */
const width = 80;

/** What modules import or mean by these names, and a word that a search for dangerous code looks for. */
const reserved: readonly string[] = [
  ...[
    "AppModule",
    "Date",
    "Function",
    "Procedure",
    "ReplyScope",
    "RequestSpec",
    "RespondSpec",
    "Typed",
    "Uint8Array",
    "Value",
    "Webhook",
    "WebhookModule",
  ],
  ...Object.keys(scopes),
];

function declarationText({ name, doc, type }: TypeDeclaration, naming: Naming): string {
  const own = naming.names.get(type) ?? name;
  const text = own === name ? typeText(type, { root: name, key: name, depth: 0 }, naming) : own;
  return `/** ${oneLine(doc)} */\n${labelled(`export type ${name} =`, text)};\n`;
}

/** The name of a type that has one, else its text. */
function reference(type: Type, place: Place, naming: Naming): string {
  const known = naming.names.get(type);
  if (known !== undefined) return known;
  return isDeclared(type, place, naming) ? declare(type, place, naming) : typeText(type, place, naming);
}

function isDeclared(type: Type, { depth }: Place, naming: Naming): boolean {
  return isLarge(type, naming) && (depth > deepest || isKnownAlone(type, naming));
}

/** Whether a type is worth a name wherever it stands. */
function isKnownAlone(type: Type, { met }: Naming): boolean {
  return (met.get(type) ?? 0) > 1 || nameOf(type) !== undefined;
}

function nameOf(type: Type): string | undefined {
  return type.kind === "collection" ? type.name : undefined;
}

function declare(type: Type, { root, key }: Place, { names, taken, declarations }: Naming): string {
  const given = nameOf(type);
  const wanted = typeName(given ?? key);
  let name = wanted;
  for (let number = 2; taken.has(name); number += 1) name = `${wanted}${number}`;
  taken.add(name);
  names.set(type, name);
  const doc = given === undefined ? `\`${key}\` of \`${root}\`.` : `\`${given}\` of the schema.`;
  declarations.push({ name, doc, type });
  return name;
}

/** `issues$opened` as a name of a type: `IssuesOpened`. */
function typeName(text: string): string {
  const name = (text.match(/[A-Za-z\d]+/g) ?? []).map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join("");
  return /^[A-Z]/.test(name) ? name : `Part${name}`;
}

function typeText(type: Type, place: Place, naming: Naming): string {
  switch (type.kind) {
    case "any":
      return "Value";
    case "text":
      return type.values ? unionText(type.values.map(stringLiteral)) : "string";
    case "date":
      return "Date";
    case "buffer":
      return "Uint8Array";
    case "undefined":
    case "null":
    case "boolean":
    case "number":
      return type.kind;
    case "array":
      return `readonly ${itemText(type.of, place, naming)}[]`;
    case "collection":
      return collectionText(type, { ...place, depth: place.depth + 1 }, naming);
    case "union":
      return unionText(type.of.flatMap((member) => membersOf(member, place, naming)));
  }
}

/** What a member adds to a union: if it is one of several texts and not declared by itself, each of them. */
function membersOf(type: Type, place: Place, naming: Naming): readonly string[] {
  const isSpread = type.kind === "text" && type.values && !isDeclared(type, place, naming);
  return isSpread ? type.values.map(stringLiteral) : [reference(type, place, naming)];
}

function itemText(type: Type, place: Place, naming: Naming): string {
  const text = reference(type, place, naming);
  if (type.kind === "collection" || /^\w+$/.test(text)) return text;
  return text.startsWith("\n") ? `(${text}\n)` : `(${text})`;
}

function unionText(members: readonly string[]): string {
  if (members.length === 0) return "never";
  const line = members.join(" | ");
  if (members.length === 1 || (line.length <= width && !line.includes("\n"))) return line;
  return members.map((member) => `\n${indented(`| ${member}`)}`).join("");
}

function collectionText(type: CollectionType, place: Place, naming: Naming): string {
  const { fields, open, rest } = type;
  if (fields.size > 0) {
    const members = [...fields].map(([key, field]) => fieldText(key, field, { ...place, key }, naming));
    const line = `{ ${members.join(" ").slice(0, -1)} }`;
    return line.length <= width && !line.includes("\n") ? line : `{\n${members.map(indented).join("\n")}\n}`;
  }
  const values = open ? (rest ? reference(rest, place, naming) : "Value") : "never";
  return `{ readonly [key: string]: ${values} }`;
}

function fieldText(key: string, { type, optional, doc }: FieldType, place: Place, naming: Naming): string {
  const comment = doc?.trim() ? `/** ${oneLine(doc)} */\n` : "";
  // What is anything may be undefined, and such a key is left out.
  const label = `readonly ${keyText(key)}${optional || type.kind === "any" ? "?" : ""}:`;
  return `${comment}${labelled(label, reference(type, place, naming))};`;
}

/** A label and what it stands for, which may begin on a line of its own. */
function labelled(label: string, text: string): string {
  return text.startsWith("\n") ? label + text : `${label} ${text}`;
}

function oneLine(doc: string): string {
  return commentText(doc.trim().replace(/\s+/g, " "));
}

/** Whether the text of a type is long, unless its parts are declared by themselves. */
function isLarge(type: Type, naming: Naming): boolean {
  if (type.kind === "text") return (type.values?.length ?? 0) >= many;
  if (type.kind === "collection") return type.fields.size > 0;
  const parts = partsOf(type);
  return parts.length >= many || parts.some((part) => !isKnownAlone(part, naming) && isLarge(part, naming));
}

/** Whether a type is written as `Value`, at least of what it holds. */
function isOfAnything(type: Type): boolean {
  if (type.kind === "collection") return type.open && type.fields.size === 0 && type.rest === undefined;
  return type.kind === "any";
}
