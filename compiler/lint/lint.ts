import type { Diagnostic } from "../../grammar/diagnostic.ts";
import type { Expr } from "../../grammar/iml/ast.ts";
import { children } from "../../grammar/iml/walk.ts";
import { expressionsIn } from "../fields.ts";
import type { AppFacts } from "../project/facts.ts";
import { isWhole } from "./expressions.ts";
import type { ExpressionPlace, Look, Looks, ManifestFacts } from "./rule.ts";
import { rules } from "./rules.ts";

/** What the rules have to say of one manifest. */
export function lintManifest(facts: ManifestFacts): readonly Diagnostic[] {
  const found: Diagnostic[] = manifestRules.flatMap(({ manifest }) => manifest?.(facts) ?? []);
  for (const unit of [...facts.program.units, ...facts.program.unrun]) {
    if (!isWhole(unit.field)) continue;
    found.push(...unitRules.flatMap((rule) => rule.unit?.(unit, facts) ?? []));
    for (const field of expressionsIn(unit.field)) {
      lintExpression(field.expr, { field, unit, parents: [], facts }, found);
    }
  }
  return found;
}

/** What the rules have to say of an app as a whole. */
export function lintApp(facts: AppFacts): readonly Diagnostic[] {
  return rules.flatMap(({ app }) => app?.(facts) ?? []);
}

function lintExpression(expr: Expr, place: ExpressionPlace, found: Diagnostic[]): void {
  lookAt(expr.kind, expr, place, found);
  const below = children(expr);
  if (below.length === 0) return;
  const inside: ExpressionPlace = { ...place, parents: [...place.parents, expr] };
  for (const child of below) lintExpression(child, inside, found);
}

/** Most rules have nothing to say: so no list is made of nothing. */
function lookAt<K extends Expr["kind"]>(
  kind: K,
  expr: Extract<Expr, { readonly kind: K }>,
  place: ExpressionPlace,
  found: Diagnostic[],
): void {
  for (const look of looks[kind]) {
    for (const diagnostic of look(expr, place)) found.push(diagnostic);
  }
}

/** What rules look at each expression with, by its kind: few have anything to do with one kind. */
const looks: { readonly [K in Expr["kind"]]: readonly Look<K>[] } = {
  literal: looksAt("literal"),
  variable: looksAt("variable"),
  member: looksAt("member"),
  index: looksAt("index"),
  call: looksAt("call"),
  unary: looksAt("unary"),
  binary: looksAt("binary"),
  empty: looksAt("empty"),
  missing: looksAt("missing"),
};

function looksAt<K extends Expr["kind"]>(kind: K): readonly Look<K>[] {
  return rules.flatMap((rule: Looks) => rule[kind] ?? []);
}

const manifestRules = rules.filter(({ manifest }) => manifest);

const unitRules = rules.filter(({ unit }) => unit);
