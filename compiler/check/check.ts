import type { Diagnostic } from "../../grammar/diagnostic.ts";
import type { Expr } from "../../grammar/iml/ast.ts";
import { scopes } from "../../language/scopes.ts";
import { itemOf, present } from "../../language/type-relations.ts";
import { type Type, t } from "../../language/types.ts";
import type { Program, Unit } from "../program.ts";
import { notIterable, uidType } from "./diagnostics.ts";
import { inferField } from "./field.ts";
import type { CustomRows, Inference } from "./infer.ts";
import { withArticle } from "./key.ts";

/** The types of variables, by name, as far as more is known of them than the scope says. */
export type Known = ReadonlyMap<string, Type>;

export interface Checked {
  readonly types: ReadonlyMap<Expr, Type>;
  /** What each unit of the program evaluates to. */
  readonly results: ReadonlyMap<Unit, Type>;
  readonly diagnostics: readonly Diagnostic[];
}

/** Infers the types of all expressions of a program, and says what cannot be right. */
export function check({ units }: Program, known: Known, custom: CustomRows): Checked {
  const types = new Map<Expr, Type>();
  const results = new Map<Unit, Type>();
  const diagnostics: Diagnostic[] = [];
  const checkUnit = (unit: Unit, variables: Known): Type => {
    const type = inferUnit(unit, variables, { custom, types, diagnostics });
    results.set(unit, type);
    return type;
  };
  const iterate = units.find(({ path }) => path.join(".") === "iterate");
  const items = iterate ? checkUnit(iterate, known) : undefined;
  const item = items ? itemType(items) : (known.get("body") ?? t.any);
  const all: Known = new Map([["item", item], ...known]);
  for (const unit of units) if (unit !== iterate) checkUnit(unit, all);
  diagnostics.push(...checkItems(iterate, items), ...checkUid(units, results));
  return { types, results, diagnostics };
}

function inferUnit(
  { scope, field }: Unit,
  known: Known,
  shared: Pick<Inference, "custom" | "types" | "diagnostics">,
): Type {
  if (!scope) return t.any;
  const variables = new Map([...scopes[scope]].map(([name, { type }]) => [name, known.get(name) ?? type]));
  return inferField(field, { ...shared, uri: field.uri, scope, variables });
}

/** The items of an array; anything else is the one item itself. */
function itemType(container: Type): Type {
  const read = present(container);
  return present(itemOf(read) ?? read);
}

function checkItems(iterate: Unit | undefined, items: Type | undefined): readonly Diagnostic[] {
  if (!iterate || !items) return [];
  const read = present(items);
  const cannotBe = !alternatives(read).some(({ kind }) => kind === "any" || kind === "array");
  return cannotBe ? [notIterable(iterate.field, { type: withArticle(read) })] : [];
}

function checkUid(units: readonly Unit[], results: Checked["results"]): readonly Diagnostic[] {
  const uids = units.filter(({ path }) => path.join(".") === "uid");
  return uids.flatMap((unit) => {
    const type = present(results.get(unit) ?? t.any);
    const canBe = alternatives(type).some(({ kind }) => kind === "any" || kind === "text" || kind === "number");
    return canBe ? [] : [uidType(unit.field, { type: withArticle(type) })];
  });
}

function alternatives(type: Type): readonly Type[] {
  return type.kind === "union" ? type.of : [type];
}
