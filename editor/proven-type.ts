import type { CustomRows } from "../compiler/check/infer.ts";
import { expressionCode, type Surroundings } from "../compiler/generate/expression.ts";
import { noNeeds } from "../compiler/generate/names.ts";
import type { Expr } from "../grammar/iml/ast.ts";

/** What the parts of an expression may name. */
export interface Names {
  readonly variables: Surroundings["variables"];
  /** The functions of the app, which win over the built-in ones. */
  readonly custom: CustomRows;
}

/** A type whose values JavaScript compares and joins as IML does, if both are of it. */
export type ProvenType = "text" | "number" | "boolean";

/** The type that the value of an expression surely has, as the generator knows it; undefined if that is another or none. */
export function provenType(expr: Expr, { variables, custom }: Names): ProvenType | undefined {
  const around = {
    variables,
    custom,
    equality: "strict",
    place: () => "",
    needs: noNeeds(),
    locals: new Map(),
  } as const;
  const { kind } = expressionCode(expr, "", around).type;
  return kind === "text" || kind === "number" || kind === "boolean" ? kind : undefined;
}
