import type { Diagnostic } from "../../grammar/diagnostic.ts";
import type { Expr } from "../../grammar/iml/ast.ts";
import { itemType } from "../../language/item-type.ts";
import { type ScopeName, scopes } from "../../language/scopes.ts";
import { present } from "../../language/type-relations.ts";
import { type Type, t } from "../../language/types.ts";
import type { Program, Unit } from "../program.ts";
import { notIterable, uidType } from "./diagnostics.ts";
import { inferField } from "./field.ts";
import type { CustomRows, Inference } from "./infer.ts";
import { withArticle } from "./key.ts";
import { type Stages, stagesOf } from "./stages.ts";
import { alternatives } from "./truth.ts";
import { laidOver, writtenType } from "./written.ts";

/** The types of variables, by name, as far as more is known of them than the scope says. */
export type Known = ReadonlyMap<string, Type>;

/** The file of a base, and what is known of variables for all that inherit it. */
export interface Base {
  readonly uri: string;
  readonly known: Known;
}

export interface Checked {
  readonly types: ReadonlyMap<Expr, Type>;
  /** What each unit of the program evaluates to. */
  readonly results: ReadonlyMap<Unit, Type>;
  /** What each unit of the program can read, with all that is known of it there. */
  readonly variables: ReadonlyMap<Unit, Known>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Infers the types of all expressions of a program, and says what cannot be right. `absent`: variables of its scopes that
 * its app does not have, each with the reason. `base`: the file whose parts others inherit, too, and what is
 * known of variables there.
 */
export function check(
  program: Program,
  known: Known,
  custom: CustomRows,
  absent: ReadonlyMap<string, string> = new Map(),
  base?: Base,
): Checked {
  const types = new Map<Expr, Type>();
  const results = new Map<Unit, Type>();
  const variables = new Map<Unit, Known>();
  const diagnostics: Diagnostic[] = [];
  const shared = { uri: program.source.uri, absent, custom, types, diagnostics };
  const infer = (units: readonly Unit[], knownHere: Known) => {
    const inScope = inScopes(knownHere, base, shared);
    for (const unit of units) {
      const inference = unit.scope && inScope(unit.scope);
      if (inference) variables.set(unit, inference.variables);
      results.set(unit, inference ? inferField(unit.field, inference) : t.any);
    }
  };
  const requests = stagesOf(program);
  for (const [index, stages] of requests.entries()) {
    const { temp, iterate, others } = stages;
    const before = knownBefore(program, requests, index, results, known);
    infer(temp, before);
    const settled = temp.length > 0 ? knownBefore(program, requests, index, results, known) : before;
    if (iterate) infer([iterate], settled);
    infer(others, new Map([["item", itemOf(iterate, results, program, known)], ...settled]));
  }
  diagnostics.push(...checkItems(requests, results));
  for (const units of [program.units, program.unrun]) diagnostics.push(...checkUid(units, results));
  return { types, results, variables, diagnostics };
}

/** What is known of variables when a request is made: what those before it have saved, and what is in `temp`. */
function knownBefore(
  { kind }: Program,
  requests: readonly Stages[],
  index: number,
  results: Checked["results"],
  known: Known,
): Known {
  const all = new Map(known);
  const data = known.get("data");
  const saved = requests.slice(0, index).flatMap(({ saves }) => saves);
  if (data && saved.length > 0) all.set("data", laidOver(data, writtenType(saved, results, "`data`")));
  // What inherits a base may write what the base reads.
  const writers = requests.flatMap(({ temp }) => temp);
  if (kind !== "base") all.set("temp", writtenType(writers, results, "`temp`; nothing in this manifest writes it"));
  return all;
}

/** What expressions are inferred in, by their scope; each is made once. */
function inScopes(
  known: Known,
  base: Base | undefined,
  shared: Omit<Inference, "scope" | "variables" | "base">,
): (scope: ScopeName) => Inference {
  const made = new Map<ScopeName, Inference>();
  return (scope) => {
    const before = made.get(scope);
    if (before) return before;
    const inherited = base && { base: { uri: base.uri, variables: variablesOf(scope, base.known) } };
    const inference = { ...shared, scope, variables: variablesOf(scope, known), ...inherited };
    made.set(scope, inference);
    return inference;
  };
}

function variablesOf(scope: ScopeName, known: Known): Known {
  return new Map([...(declared.get(scope) ?? [])].map(([name, type]) => [name, known.get(name) ?? type]));
}

/** The types that the scopes themselves give their variables. */
const declared: ReadonlyMap<string, ReadonlyMap<string, Type>> = new Map(
  Object.entries(scopes).map(([scope, variables]) => [
    scope,
    new Map([...variables].map(([name, { type }]) => [name, type])),
  ]),
);

/** One item of what is iterated over; without that, the item of a webhook is the body. */
function itemOf(iterate: Unit | undefined, results: Checked["results"], { kind }: Program, known: Known): Type {
  if (iterate) return present(itemType(present(results.get(iterate) ?? t.any)));
  return (kind === "webhook" && known.get("body")) || t.any;
}

function checkItems(requests: readonly Stages[], results: Checked["results"]): readonly Diagnostic[] {
  return requests.flatMap(({ iterate }) => {
    if (!iterate) return [];
    const type = present(results.get(iterate) ?? t.any);
    const canBe = alternatives(type).some(({ kind }) => kind === "any" || kind === "array");
    return canBe ? [] : [notIterable(iterate.field, { type: withArticle(type) })];
  });
}

function checkUid(units: readonly Unit[], results: Checked["results"]): readonly Diagnostic[] {
  const uids = units.filter(({ path }) => path.at(-1) === "uid");
  return uids.flatMap((unit) => {
    const type = present(results.get(unit) ?? t.any);
    const canBe = alternatives(type).some(({ kind }) => kind === "any" || kind === "text" || kind === "number");
    return canBe ? [] : [uidType(unit.field, { type: withArticle(type) })];
  });
}
