/**
 * What the JSON of an answer looks like, as JSON Schema (draft 2020-12) that goes into the OpenAPI document as it is. It
 * holds the type that it describes, so that a key which one of both does not know is a type error.
 */
export interface AnswerShape<T> extends Described {
  /** Never there: a shape of another type is none of this one. */
  readonly of?: (value: T) => T;
}

/** A shape, whatever type it describes. */
export interface Described {
  readonly schema: Schema;
  /** The parts of it that have a name, to which its references lead. */
  readonly named: Readonly<Record<string, Schema>>;
}

/** A shape that stands in the document once, under its name. */
export interface NamedShape<T> extends AnswerShape<T> {
  readonly name: string;
}

/** The part of JSON Schema that answers need. */
export interface Schema {
  readonly $ref?: string;
  readonly type?: "object" | "array" | "string" | "integer" | "boolean";
  readonly format?: "date-time";
  readonly enum?: readonly string[];
  readonly const?: true;
  readonly description?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: boolean | Schema;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}

/** A shape for each key of an object; a key that may be missing has one that says so. */
export type Properties<T> = {
  readonly [K in keyof T]-?: undefined extends T[K] ? Optional<Exclude<T[K], undefined>> : AnswerShape<T[K]>;
};

/** A key that may be missing. */
export interface Optional<T> {
  readonly optional: AnswerShape<T>;
}

/** A key that may be missing. */
export function optional<T>(shape: AnswerShape<T>): Optional<T> {
  return { optional: shape };
}

/** Any text. */
export function text(description?: string): AnswerShape<string> {
  return plain({ type: "string", description });
}

/** A time as ISO 8601. */
export function instant(description?: string): AnswerShape<string> {
  return plain({ type: "string", format: "date-time", description });
}

/** A whole number. */
export function integer(description?: string): AnswerShape<number> {
  return plain({ type: "integer", description });
}

/** True or false. */
export function flag(description?: string): AnswerShape<boolean> {
  return plain({ type: "boolean", description });
}

/** A key that is true or missing. */
export function mark(description: string): AnswerShape<true> {
  return plain({ const: true, description });
}

/** Any JSON. */
export function anything(description?: string): AnswerShape<unknown> {
  return plain({ description });
}

/** One of these texts; each with what it means, or with nothing where it says so itself. */
export function choice<T extends string>(meanings: Readonly<Record<T, string>>): AnswerShape<T> {
  const explained = Object.entries<string>(meanings).filter(([, meaning]) => meaning !== "");
  const description = explained.map(([value, meaning]) => `\`${value}\`: ${meaning}`).join("; ");
  return plain({
    type: "string",
    enum: Object.keys(meanings),
    description: description === "" ? undefined : `${description}.`,
  });
}

/** An array of any length. */
export function list<T>({ schema, named }: AnswerShape<T>, description?: string): AnswerShape<readonly T[]> {
  return { schema: { type: "array", items: schema, description }, named };
}

/** An object with keys that nobody declares, all of one shape. */
export function record<T>(
  { schema, named }: AnswerShape<T>,
  description?: string,
): AnswerShape<Readonly<Record<string, T>>> {
  return { schema: { type: "object", additionalProperties: schema, description }, named };
}

/** An object of these keys and no others. */
export function object<T extends object>(properties: Properties<T>, description?: string): AnswerShape<T>;
export function object(properties: Readonly<Record<string, Property>>, description?: string): Described {
  const all = Object.entries(properties);
  const shapes = all.map(([name, one]) => [name, "optional" in one ? one.optional : one] as const);
  return {
    schema: {
      type: "object",
      description,
      properties: Object.fromEntries(shapes.map(([name, { schema }]) => [name, schema])),
      required: all.flatMap(([name, one]) => ("optional" in one ? [] : [name])),
      additionalProperties: false,
    },
    named: namedIn(shapes.map(([, shape]) => shape)),
  };
}

type Property = Described | { readonly optional: Described };

/** One of two shapes. */
export function either<A, B>(a: AnswerShape<A>, b: AnswerShape<B>): AnswerShape<A | B> {
  return { schema: { anyOf: [a.schema, b.schema] }, named: namedIn([a, b]) };
}

/** The shape under a name: others refer to it. */
export function named<T>(name: string, shape: AnswerShape<T>): NamedShape<T> {
  return {
    name,
    schema: { $ref: `#/components/schemas/${name}` },
    named: { ...shape.named, [name]: shape.schema },
  };
}

/** The same shape, with what it means where it stands. */
export function about<T>({ schema, named }: AnswerShape<T>, description: string): AnswerShape<T> {
  return { schema: { ...schema, description }, named };
}

/** All named parts of the shapes. */
export function namedIn(shapes: readonly Described[]): Readonly<Record<string, Schema>> {
  return Object.assign({}, ...shapes.map((shape) => shape.named));
}

function plain<T>(schema: Schema): AnswerShape<T> {
  return { schema, named: {} };
}
