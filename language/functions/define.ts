import type { Site } from "../error.ts";
import type { Type, ValueOf } from "../types.ts";
import type { Collection, Value } from "../values.ts";

/**
 * A parameter. The mark in its name says how it is given: `end?` may be left out and is then undefined, `...keys` takes
 * any number of arguments, `then()` is given unevaluated, as a function. An argument is converted to the type before
 * the call; for a union it is given as it is.
 */
export type Param = readonly [name: string, type: Type];

/** What a function is told beside its arguments, before them: where it is called, the zone in force (IANA). */
export type Need = "site" | "zone";

/** The type of a call: always the same, or by the types of the arguments. */
export type Returns = Type | ((args: readonly Type[]) => Type);

/** An expression and its value, in UTC, with the variables that it reads. */
export type Example = readonly [expression: string, value: Value, context?: Collection];

/** One function of IML, as everything that checks, runs and explains it reads it. */
export interface FunctionRow<P extends readonly Param[], R extends Returns, N extends readonly Need[]> {
  readonly name: string;
  /** What it does, in a sentence or two. */
  readonly doc: string;
  /** The public source of its rule. */
  readonly source: string;
  readonly examples: readonly Example[];
  readonly params: P;
  readonly returns: R;
  readonly needs?: N;
  /** Set if two calls with the same arguments may differ. */
  readonly impure?: true;
}

/** The row of any function. */
export type AnyRow = FunctionRow<readonly Param[], Returns, readonly Need[]>;

/** A row as it is found by its IML name: under which name, and in which category, the function is exported. */
export interface FunctionSpec extends AnyRow {
  readonly exportName: string;
  readonly category: string;
}

type Argument<T extends Type> = T extends { readonly kind: "union" } ? Value : ValueOf<T>;

type Passed<P> = P extends readonly [`...${string}`, infer T extends Type]
  ? readonly Argument<T>[]
  : P extends readonly [`${string}?`, infer T extends Type]
    ? readonly [Argument<T>?]
    : P extends readonly [`${string}()`, infer T extends Type]
      ? readonly [() => Argument<T>]
      : P extends readonly [string, infer T extends Type]
        ? readonly [Argument<T>]
        : never;

type Arguments<P extends readonly Param[]> = P extends readonly [infer Head, ...infer Rest extends readonly Param[]]
  ? [...Passed<Head>, ...Arguments<Rest>]
  : [];

type Needed<N extends readonly Need[]> = { -readonly [I in keyof N]: N[I] extends "site" ? Site : string };

type Result<R extends Returns> = R extends Type ? ValueOf<R> : Value;

/** A function of IML as generated code calls it; it carries its own row in `spec`. */
export type Builtin<P extends readonly Param[], R extends Returns, N extends readonly Need[]> = ((
  ...args: [...Needed<N>, ...Arguments<P>]
) => Result<R>) & { readonly spec: AnyRow };

/** Declares one function: the row says how it is called, and TypeScript holds the implementation to it. */
export function define<const P extends readonly Param[], const R extends Returns, const N extends readonly Need[] = []>(
  spec: FunctionRow<P, R, N>,
  implementation: (...args: [...Needed<N>, ...Arguments<P>]) => Result<R>,
): Builtin<P, R, N> {
  return Object.assign(implementation, { spec });
}
