import { scopes } from "../../language/scopes.ts";
import { namesReadBy, valueUnder } from "../fields.ts";
import type { Field, ObjectField, Unit } from "../program.ts";
import type { UnitSpec } from "./directive.ts";

/** The units of an object of directives of which something is generated, called by where they go below `path`. */
export function generatedUnits(root: ObjectField, specs: readonly UnitSpec[], path: readonly string[]): Unit[] {
  const units: Unit[] = [];
  for (const spec of specs) {
    const field = isGenerated(root, spec) ? fieldOf(root, spec) : undefined;
    if (!spec.path || !field) continue;
    const to = spec.owner && readsSubscriber(field) ? spec.owner : { path: spec.path, scope: spec.scope };
    units.push({ path: [...path, ...to.path], scope: to.scope, want: spec.want, field });
  }
  return units;
}

/** Whether something is generated of what a specification names. */
function isGenerated(root: ObjectField, { path, needs }: UnitSpec): boolean {
  return path !== undefined && (needs === undefined || valueUnder(root, needs) !== undefined);
}

/**
 * The units of an object of directives that are checked only, called by where they stand below `path`; of one that is
 * run, those of which nothing is generated.
 */
export function checkedUnits(
  root: ObjectField,
  specs: readonly UnitSpec[],
  path: readonly string[],
  isRun: boolean,
): Unit[] {
  const units: Unit[] = [];
  for (const spec of specs) {
    const { from, scope, want } = spec;
    const field = isRun && isGenerated(root, spec) ? undefined : fieldOf(root, spec);
    if (field) units.push({ path: [...path, ...(from.length === 0 ? ["request"] : from)], scope, want, field });
  }
  return units;
}

/** Whether a name is a variable to a template that stands at a path of the manifest; a `baseUrl` becomes a part of `url`. */
export function isVariableAt(path: readonly string[], specs: readonly UnitSpec[]): (name: string) => boolean {
  const place = path[0] === "baseUrl" ? ["url"] : path;
  // Few templates have a hyphen about which to ask.
  return (name) =>
    specs.some(
      (spec) => holds(spec, place) && [spec.scope, spec.owner?.scope].some((scope) => scope && scopes[scope].has(name)),
    );
}

/** What only a subscriber has: the parameters of its subscription, and what attach saved for it. */
const subscriberNames: readonly string[] = ["parameters", "data"];

function readsSubscriber(field: Field): boolean {
  const names = namesReadBy(field);
  return subscriberNames.some((name) => names.has(name));
}

function fieldOf(root: ObjectField, spec: UnitSpec): Field | undefined {
  if (spec.entries) return pick(find(root, spec.from), spec.entries);
  if (!spec.short) return find(root, spec.from);
  const above = find(root, spec.from.slice(0, -1));
  return above?.kind === "object" ? valueUnder(above, spec.from.at(-1) ?? "") : above;
}

function find(root: ObjectField, keys: readonly string[]): Field | undefined {
  let field: Field | undefined = root;
  for (const key of keys) field = valueUnder(field, key);
  return field;
}

function pick(field: Field | undefined, keys: readonly string[]): ObjectField | undefined {
  if (field?.kind !== "object") return undefined;
  const entries = field.entries.filter((entry) => entry.kind === "entry" && keys.includes(entry.key));
  return entries.length > 0 ? { ...field, entries } : undefined;
}

/** Whether a unit is made of what stands at a path. */
function holds({ from, entries, short }: UnitSpec, path: readonly string[]): boolean {
  const depth = short && path.length === from.length - 1 ? path.length : from.length;
  if (from.slice(0, depth).some((key, index) => key !== path[index])) return false;
  const next = path[from.length];
  return !entries || (next !== undefined && entries.includes(next));
}
