import type { Site } from "../error.ts";
import type { Prepared, PreparerName } from "../preparers.ts";
import type { Type, ValueOf } from "../types.ts";
import type { Collection, Value } from "../values.ts";
import type { Words } from "../words.ts";

/**
 * A parameter. The marks in its name say how it is given: `end?` may be left out and is then undefined, `...keys` takes
 * any number of arguments, `then()` is given unevaluated, as a function; also `else()?` and `...cases()`. An argument is
 * converted to the type before the call; for a union it is given as it is.
 */
export type Param = readonly [name: string, type: ParamType];

/** Bytes are only ever asked for beside text, whose bytes are meant as well. */
export type ParamType = Type & { readonly kind: Exclude<Type["kind"], "buffer"> };

/** A parameter with its marks read. */
export interface Parameter {
  readonly name: string;
  readonly type: ParamType;
  readonly optional: boolean;
  readonly rest: boolean;
  readonly lazy: boolean;
}

/** Reads the marks of a parameter; of one that was read before, what they said then. */
export function parameterOf(param: Param): Parameter {
  const before = read.get(param);
  if (before) return before;
  const parameter = readMarks(param);
  read.set(param, parameter);
  return parameter;
}

const read = new WeakMap<Param, Parameter>();

function readMarks([marked, type]: Param): Parameter {
  const [, rest, name = "", lazy, optional] = /^(\.\.\.)?(\w+)(\(\))?(\?)?$/.exec(marked) ?? [];
  const is = (mark: string | undefined) => mark !== undefined;
  return { name, type, optional: is(optional), rest: is(rest), lazy: is(lazy) };
}

/**
 * What a function is told beside its arguments, before them: where it is called, the zone in force (IANA), the instant
 * that counts as now.
 */
export type Need = "site" | "zone" | "now";

/** The type of a call: always the same, or by the types of the arguments. */
export type Returns = Type | ((args: readonly Type[]) => Type);

/** An expression and its value, in UTC, with the variables that it reads. */
export type Example = readonly [expression: string, value: Value, context?: Collection];

/**
 * What makes something of an argument before the call, by the name of the parameter: the function is given that in its
 * place. Of a text that is written out in a template it is made once.
 */
export type Preparing = Readonly<Record<string, PreparerName>>;

/** Where a text that is given for a parameter names something: in the value of another one, or in each of its items. */
export interface Reads {
  readonly of: string;
  readonly each?: true;
  /** Whether the text is a single key, or a path of several. */
  readonly as: "key" | "path";
  /** Texts that name nothing there. */
  readonly except?: readonly string[];
  /** A key that is not there changes nothing; it is told only if another one was probably meant. */
  readonly harmless?: true;
}

type Unprepared = Readonly<Record<never, never>>;

/** One function of IML, as everything that checks, runs and explains it reads it. */
export interface FunctionRow<
  P extends readonly Param[],
  R extends Returns,
  N extends readonly Need[],
  Q extends Preparing = Unprepared,
> {
  readonly name: string;
  /** What it does, in a sentence or two. */
  readonly doc: string;
  /** The public source of its rule. */
  readonly source: string;
  readonly examples: readonly Example[];
  readonly params: P;
  readonly returns: R;
  readonly needs?: N;
  readonly prepare?: Q;
  /** Of the parameters that name keys: of what. */
  readonly reads?: Readonly<Record<string, Reads>>;
  /** Of the parameters that take some texts only: which. With any other, the call fails or the argument does nothing. */
  readonly takes?: Readonly<Record<string, Words>>;
  /** Set if two calls with the same arguments may differ. */
  readonly impure?: true;
}

/** The row of any function. */
export type AnyRow = FunctionRow<readonly Param[], Returns, readonly Need[], Preparing>;

/** A row as it is found by its IML name: under which name, and in which category, the function is exported. */
export interface FunctionSpec extends AnyRow {
  readonly exportName: string;
  readonly category: string;
}

type Argument<T extends Type> = T extends { readonly kind: "union" } ? Value : ValueOf<T>;

type Bare<Name> = Name extends `${infer Optional}?` ? Optional : Name;

type Given<Name, T extends Type, Q extends Preparing> = Name extends `${string}()` | `${string}()?`
  ? () => Argument<T>
  : Bare<Name> extends keyof Q
    ? Prepared<Q[Bare<Name>]>
    : Argument<T>;

type Passed<P, Q extends Preparing> = P extends readonly [infer Name, infer T extends Type]
  ? Name extends `...${string}`
    ? readonly Given<Name, T, Q>[]
    : Name extends `${string}?`
      ? readonly [Given<Name, T, Q>?]
      : readonly [Given<Name, T, Q>]
  : never;

type Arguments<P extends readonly Param[], Q extends Preparing> = P extends readonly [
  infer Head,
  ...infer Rest extends readonly Param[],
]
  ? [...Passed<Head, Q>, ...Arguments<Rest, Q>]
  : [];

interface Told {
  site: Site;
  zone: string;
  now: Date;
}

type Needed<N extends readonly Need[]> = { -readonly [I in keyof N]: Told[N[I]] };

type Result<R extends Returns> = R extends Type ? ValueOf<R> : Value;

/** A function of IML as generated code calls it; it carries its own row in `spec`. */
export type Builtin<
  P extends readonly Param[],
  R extends Returns,
  N extends readonly Need[],
  Q extends Preparing = Unprepared,
> = ((...args: [...Needed<N>, ...Arguments<P, Q>]) => Result<R>) & { readonly spec: AnyRow };

/** Declares one function: the row says how it is called, and TypeScript holds the implementation to it. */
export function define<
  const P extends readonly Param[],
  const R extends Returns,
  const N extends readonly Need[] = [],
  const Q extends Preparing = Unprepared,
>(
  spec: FunctionRow<P, R, N, Q>,
  implementation: (...args: [...Needed<N>, ...Arguments<P, Q>]) => Result<R>,
): Builtin<P, R, N, Q> {
  return Object.assign(implementation, { spec });
}
