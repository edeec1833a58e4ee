import type { Diagnostic } from "../../grammar/diagnostic.ts";
import type { Expr } from "../../grammar/iml/ast.ts";
import { children } from "../../grammar/iml/walk.ts";
import { expressionsIn } from "../fields.ts";
import type { AppFacts } from "../project/facts.ts";
import { conditionsOf } from "./conditions.ts";
import { isRead } from "./expressions.ts";
import { itemOwners, ownerPairs, savedOwners } from "./owners.ts";
import { repliesOf, requestsOf } from "./requests.ts";
import type {
  ExpressionPlace,
  Look,
  ManifestFacts,
  ManifestLooks,
  ManifestParts,
  OwnerLooks,
  Owners,
  Rule,
} from "./rule.ts";
import { rules } from "./rules.ts";
import { urlsOf } from "./urls.ts";

/** What the rules have to say of one manifest. */
export function lintManifest(facts: ManifestFacts): readonly Diagnostic[] {
  const { program, source } = facts;
  const found: Diagnostic[] = [];
  for (const look of manifestLooks) add(look(facts), found);
  const sections = program.sections.map(({ field }) => field);
  lookAt(partLooks.section, sections, facts, found);
  lookAt(partLooks.reply, repliesOf(program), facts, found);
  lookAt(partLooks.request, requestsOf(program), facts, found);
  lookAt(partLooks.condition, conditionsOf(program), facts, found);
  lookAt(partLooks.url, urlsOf(program, source), facts, found);
  lintUnits(facts, found);
  return found;
}

/** What the rules have to say of an app as a whole. */
export function lintApp(facts: AppFacts): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const look of appLooks) add(look(facts), found);
  const items = itemOwners(facts);
  lookAt(ownerLooks.itemOwner, items, facts, found);
  lookAt(ownerLooks.savedOwner, savedOwners(facts), facts, found);
  lookAt(ownerLooks.ownerPair, ownerPairs(items, facts), facts, found);
  return found;
}

/** Shows each of some parts to the rules that look at such parts. */
function lookAt<P, F>(
  looks: readonly ((part: P, facts: F) => readonly Diagnostic[])[],
  parts: readonly P[],
  facts: F,
  found: Diagnostic[],
): void {
  for (const part of parts) for (const look of looks) add(look(part, facts), found);
}

function lintUnits(facts: ManifestFacts, found: Diagnostic[]): void {
  const { units, unrun } = facts.program;
  for (const list of [units, unrun]) {
    for (const unit of list) {
      const fields = expressionsIn(unit.field);
      if (!fields.every(({ expr }) => isRead(expr))) continue;
      for (const look of partLooks.unit) add(look(unit, facts), found);
      for (const field of fields) lintExpression(field.expr, { field, unit, parents: [], facts }, found);
    }
  }
}

function lintExpression(expr: Expr, place: ExpressionPlace, found: Diagnostic[]): void {
  lookAtExpression(expr.kind, expr, place, found);
  const below = children(expr);
  if (below.length === 0) return;
  const inside: ExpressionPlace = { ...place, parents: [...place.parents, expr] };
  for (const child of below) lintExpression(child, inside, found);
}

function lookAtExpression<K extends Expr["kind"]>(
  kind: K,
  expr: Extract<Expr, { readonly kind: K }>,
  place: ExpressionPlace,
  found: Diagnostic[],
): void {
  for (const look of looks[kind]) add(look(expr, place), found);
}

/** Most rules have nothing to say: so no list is made of nothing. */
function add(diagnostics: readonly Diagnostic[], found: Diagnostic[]): void {
  for (const diagnostic of diagnostics) found.push(diagnostic);
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

const partLooks: { readonly [K in keyof ManifestParts]: readonly NonNullable<ManifestLooks[K]>[] } = {
  section: looksAt("section"),
  request: looksAt("request"),
  reply: looksAt("reply"),
  condition: looksAt("condition"),
  url: looksAt("url"),
  unit: looksAt("unit"),
};

const ownerLooks: { readonly [K in keyof Owners]: readonly NonNullable<OwnerLooks[K]>[] } = {
  itemOwner: looksAt("itemOwner"),
  savedOwner: looksAt("savedOwner"),
  ownerPair: looksAt("ownerPair"),
};

const manifestLooks = looksAt("manifest");

const appLooks = looksAt("app");

function looksAt<K extends Exclude<keyof Rule<never>, "diagnostic">>(kind: K): readonly NonNullable<Rule<never>[K]>[] {
  return rules.flatMap((rule) => rule[kind] ?? []);
}
