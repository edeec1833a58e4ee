import type { Expr } from "../grammar/iml/ast.ts";
import type { Source, Span } from "../grammar/source.ts";
import type { ScopeName } from "../language/scopes.ts";
import type { Type } from "../language/types.ts";
import type { Kind } from "./manifest/kinds.ts";

/**
 * A manifest as the phases after reading see it: a list of units, whatever the directives are called.
 *
 * @example
 * import type { Program } from "imlc";
 *
 * export const functionsOf = ({ units }: Program): readonly string[] => units.map(({ path }) => path.join("."));
 */
export interface Program {
  readonly kind: Kind;
  readonly source: Source;
  /** What `=` and `!=` mean in its expressions. */
  readonly equality: Equality;
  /** In the order in which they run, which is also the order in which they are generated. */
  readonly units: readonly Unit[];
  /** What imlc checks and does not run: nothing is generated from these. */
  readonly unrun: readonly Unit[];
  /** The objects that hold the directives, with what they inherit laid under them. */
  readonly sections: readonly Section[];
}

/** One object of directives: the manifest itself, a step of an OAuth connection, or a request of a list. */
export interface Section {
  /** What leads to it: nothing for the manifest itself, `["info"]` for a step, `["2"]` for the second of a list. */
  readonly path: readonly string[];
  readonly field: ObjectField;
}

/**
 * How `=` compares: as Make does, with conversions, or strictly.
 *
 * @example
 * import { analyze, type Equality } from "imlc";
 *
 * const source = { uri: "webhook.iml.json", text: '{"uid": "{{if(item.id = 7; 1; 2)}}"}' };
 * export const foundUnder = (equality: Equality) => analyze(source, "webhook", { equality }).diagnostics;
 */
export type Equality = "loose" | "strict";

/**
 * One generated function (or constant): what `path` holds, evaluated in `scope`.
 *
 * @example
 * import type { Unit } from "imlc";
 *
 * export const placeOf = ({ path, field }: Unit): string =>
 *   `${path.join(".")}: ${field.uri}, offset ${field.span.start}`;
 */
export interface Unit {
  /** Where the generated function goes: `["verification", "condition"]`. */
  readonly path: readonly string[];
  /** Undefined: a constant of the module (`sanitize`), not a function of a scope. */
  readonly scope: ScopeName | undefined;
  /** What the runtime needs it to be; the generator converts. */
  readonly want: Type;
  readonly field: Field;
}

/**
 * A value of a manifest. `uri` names the file it stands in: an inherited one stands in `base`.
 *
 * @example
 * import type { Field } from "imlc";
 *
 * export const isTemplate = ({ kind }: Field): boolean => kind === "expression" || kind === "text";
 */
export type Field = ConstantField | ExpressionField | TextField | ArrayField | ObjectField;

export interface ConstantField {
  readonly kind: "constant";
  readonly uri: string;
  readonly span: Span;
  readonly value: string | number | boolean | null;
}

/** `"{{x}}"` alone keeps the type of `x`. */
export interface ExpressionField {
  readonly kind: "expression";
  readonly uri: string;
  readonly span: Span;
  readonly expr: Expr;
}

/** `"a {{x}} b"` is text. A hole knows its own file: of a URL joined to a base URL, the parts may come from two. */
export interface TextField {
  readonly kind: "text";
  readonly uri: string;
  readonly span: Span;
  readonly parts: readonly (string | ExpressionField)[];
  /** Holes are percent-encoded as a part of a URL, but for one that begins it. */
  readonly encode?: "url";
}

export interface ArrayField {
  readonly kind: "array";
  readonly uri: string;
  readonly span: Span;
  readonly items: readonly Field[];
}

export interface ObjectField {
  readonly kind: "object";
  readonly uri: string;
  readonly span: Span;
  readonly entries: readonly Entry[];
}

/**
 * An entry of a collection in a manifest.
 *
 * @example
 * import type { Entry } from "imlc";
 *
 * export const keyOf = (entry: Entry): string => (entry.kind === "entry" ? entry.key : "{{...}}");
 */
export type Entry = ValueEntry | SpreadEntry;

/** No two value entries of an object have the same key. */
export interface ValueEntry {
  readonly kind: "entry";
  readonly key: string;
  readonly keySpan: Span;
  readonly value: Field;
}

/** `"{{...}}": value`. */
export interface SpreadEntry {
  readonly kind: "spread";
  readonly keySpan: Span;
  readonly value: Field;
}
