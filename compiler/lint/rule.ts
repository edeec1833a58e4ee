import type { Diagnostic, DiagnosticMaker } from "../../grammar/diagnostic.ts";
import type { Expr } from "../../grammar/iml/ast.ts";
import type { JsonNode } from "../../grammar/json/ast.ts";
import type { Source } from "../../grammar/source.ts";
import type { Type } from "../../language/types.ts";
import type { ExpressionField, Program, Unit } from "../program.ts";
import type { AppFacts } from "../project/facts.ts";

/** What rules may look at of one manifest: what its reading and its checking have found out. */
export interface ManifestFacts {
  readonly source: Source;
  readonly json: JsonNode;
  readonly program: Program;
  readonly types: ReadonlyMap<Expr, Type>;
  /** What each unit evaluates to. */
  readonly results: ReadonlyMap<Unit, Type>;
}

/** Where an expression stands: the field that is in braces, the unit that holds it, and what it is a part of. */
export interface ExpressionPlace {
  readonly field: ExpressionField;
  readonly unit: Unit;
  /** From the expression in braces down to the one that holds this one. */
  readonly parents: readonly Expr[];
  readonly facts: ManifestFacts;
}

/** What looks at each expression of one kind. */
export type Look<K extends Expr["kind"]> = (
  expr: Extract<Expr, { readonly kind: K }>,
  place: ExpressionPlace,
) => readonly Diagnostic[];

/** What looks at expressions, by their kinds. */
export type Looks = { readonly [K in Expr["kind"]]?: Look<K> };

/**
 * One thing that is probably, or surely, wrong. A rule looks at as little as it needs: each expression of some kinds
 * (`call`, `binary`), each unit, a whole manifest, or a whole app. Of what could not be parsed it is shown nothing.
 */
export interface Rule<P> extends Looks {
  /** What it reports; its declaration says why and gives examples. */
  readonly diagnostic: DiagnosticMaker<P>;
  readonly unit?: (unit: Unit, facts: ManifestFacts) => readonly Diagnostic[];
  readonly manifest?: (facts: ManifestFacts) => readonly Diagnostic[];
  readonly app?: (facts: AppFacts) => readonly Diagnostic[];
}

/** Declares one rule. */
export function rule<P>(rule: Rule<P>): Rule<P> {
  return rule;
}
