import type { Diagnostic, DiagnosticMaker } from "../../grammar/diagnostic.ts";
import type { Expr } from "../../grammar/iml/ast.ts";
import type { JsonNode } from "../../grammar/json/ast.ts";
import type { Source } from "../../grammar/source.ts";
import type { Type } from "../../language/types.ts";
import type { ExpressionField, ObjectField, Program, Unit } from "../program.ts";
import type { AppFacts } from "../project/facts.ts";
import type { Condition } from "./conditions.ts";
import type { ItemOwner, OwnerPair, SavedOwner } from "./owners.ts";
import type { WrittenUrl } from "./urls.ts";

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

/** The parts of a manifest that rules look at, each found once for all of them. */
export interface ManifestParts {
  /** An object of directives, with what it inherits. */
  readonly section: ObjectField;
  /** One that sends a request to the service. */
  readonly request: ObjectField;
  /** What says how a request to the shared URL is answered. */
  readonly reply: ObjectField;
  readonly condition: Condition;
  readonly url: WrittenUrl;
  readonly unit: Unit;
}

/** What looks at parts of a manifest, by what they are. */
export type ManifestLooks = {
  readonly [K in keyof ManifestParts]?: (part: ManifestParts[K], facts: ManifestFacts) => readonly Diagnostic[];
};

/** The owners in an app that rules look at. */
export interface Owners {
  readonly itemOwner: ItemOwner;
  readonly savedOwner: SavedOwner;
  readonly ownerPair: OwnerPair;
}

/** What looks at owners, by what they are. */
export type OwnerLooks = {
  readonly [K in keyof Owners]?: (owner: Owners[K], facts: AppFacts) => readonly Diagnostic[];
};

/**
 * One thing that is probably, or surely, wrong. A rule looks at as little as it needs: each expression of some kinds
 * (`call`, `binary`), each part of a manifest of some kinds (`request`, `unit`), a whole manifest, each owner, or a
 * whole app. Of what could not be parsed it is shown nothing.
 */
export interface Rule<P> extends Looks, ManifestLooks, OwnerLooks {
  /** What it reports; its declaration says why and gives examples. */
  readonly diagnostic: DiagnosticMaker<P>;
  readonly manifest?: (facts: ManifestFacts) => readonly Diagnostic[];
  readonly app?: (facts: AppFacts) => readonly Diagnostic[];
}

/** Declares one rule. */
export function rule<P>(rule: Rule<P>): Rule<P> {
  return rule;
}
