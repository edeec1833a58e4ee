import type { Type } from "../../language/types.ts";

/**
 * What a place of a manifest may hold, as data: the reader checks with it, an editor completes from it, the reference
 * prints it.
 */
export type Shape =
  | TemplateShape
  | ChoiceShape
  | RecordShape
  | MapShape
  | ListShape
  | EitherShape
  | RequestsShape
  | AnythingShape
  | ConstantShape
  | DataShape
  | UnrunShape;

/** A JSON string with or without `{{…}}`, or a constant of the wanted type. */
export interface TemplateShape {
  readonly kind: "template";
  readonly want: Type;
  /** Holes are parts of a URL. */
  readonly encode?: "url";
  /** A text without braces that is a path is read as if it stood in them (old style). */
  readonly bare?: true;
  /** Texts that it usually is, for an editor; an empty `{{}}` is where an expression goes. */
  readonly usual?: readonly string[];
  /** The longest text that Make takes, in UTF-16 units. */
  readonly max?: number;
  /** The least and the greatest number that Make takes. */
  readonly range?: readonly [number, number];
}

/** One of some texts. */
export interface ChoiceShape {
  readonly kind: "choice";
  readonly choices: readonly string[];
  /** A template cannot stand for it. */
  readonly fixed?: true;
}

/** An object whose keys are declared. */
export interface RecordShape {
  readonly kind: "record";
  readonly fields: Readonly<Record<string, KeyShape>>;
  /** Keys that are declared by a pattern. */
  readonly pattern?: KeyShape & { readonly test: RegExp };
  /** Keys that people write here although they belong elsewhere, and a sentence that says where. */
  readonly elsewhere?: Readonly<Record<string, string>>;
}

export interface KeyShape {
  readonly shape: Shape;
  /** One sentence for hover and reference. */
  readonly doc: string;
  /** What holds without it: `` `GET` ``, `the item itself`. */
  readonly default?: string;
  readonly required?: true;
}

/** An object with any keys, whose values are alike; `"{{...}}"` spreads into it. */
export interface MapShape {
  readonly kind: "map";
  readonly of: Shape;
  /** Keys that are usual here, in lower case, for an editor; they are written in any case. */
  readonly usual?: Readonly<Record<string, KeyShape>>;
}

export interface ListShape {
  readonly kind: "list";
  readonly of: Shape;
}

/** A short form and a long one: the long one is taken for what JSON kind it is of (an object, a list, a map). */
export interface EitherShape {
  readonly kind: "either";
  readonly short: TemplateShape | ChoiceShape;
  readonly long: LongShape | UnrunShape<LongShape>;
}

export type LongShape = RecordShape | MapShape | ListShape;

/** One request, or a list of requests that are sent one after the other. */
export interface RequestsShape {
  readonly kind: "requests";
  readonly of: RecordShape;
}

/** Any JSON, with templates anywhere in it. */
export interface AnythingShape {
  readonly kind: "anything";
}

/** A value in which nothing is evaluated. */
export interface ConstantShape {
  readonly kind: "constant";
  readonly of: "text" | "number" | "boolean";
  readonly range?: readonly [number, number];
}

/** Any JSON, in which nothing is evaluated. */
export interface DataShape {
  readonly kind: "data";
}

/** Known to Make, checked, and not run by imlc. */
export interface UnrunShape<S extends Shape = Shape> {
  readonly kind: "unrun";
  readonly of: S;
  /** Whether leaving it out changes what is sent or kept; if not, it is only left out. */
  readonly matters: boolean;
  /** What imlc does instead, as the end of a sentence. */
  readonly instead: string;
}

export const anything: AnythingShape = { kind: "anything" };

export const data: DataShape = { kind: "data" };

export function template(want: Type, more: Omit<TemplateShape, "kind" | "want"> = {}): TemplateShape {
  return { kind: "template", want, ...more };
}

export function constant(of: ConstantShape["of"], more: Pick<ConstantShape, "range"> = {}): ConstantShape {
  return { kind: "constant", of, ...more };
}

export function choice(choices: readonly string[]): ChoiceShape {
  return { kind: "choice", choices };
}

/** One of some texts that has to be known while compiling. */
export function fixedChoice(choices: readonly string[]): ChoiceShape {
  return { kind: "choice", choices, fixed: true };
}

export function record(
  fields: RecordShape["fields"],
  more: Pick<RecordShape, "pattern" | "elsewhere"> = {},
): RecordShape {
  return { kind: "record", fields, ...more };
}

export function map(of: Shape, usual?: MapShape["usual"]): MapShape {
  return { kind: "map", of, ...(usual && { usual }) };
}

export function list(of: Shape): ListShape {
  return { kind: "list", of };
}

export function either(short: EitherShape["short"], long: EitherShape["long"]): EitherShape {
  return { kind: "either", short, long };
}

/** One request or several. */
export function requests(of: RecordShape): RequestsShape {
  return { kind: "requests", of };
}

/** A directive without which the same things are sent and kept. */
export function ignored<S extends Shape>(instead: string, of: S): UnrunShape<S> {
  return { kind: "unrun", of, matters: false, instead };
}

/** A directive without which something else would be sent or kept. */
export function refused<S extends Shape>(instead: string, of: S): UnrunShape<S> {
  return { kind: "unrun", of, matters: true, instead };
}
