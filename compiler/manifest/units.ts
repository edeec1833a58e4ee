import { scopes } from "../../language/scopes.ts";
import { namesReadBy, valueUnder } from "../fields.ts";
import type { Field, ObjectField, Unit } from "../program.ts";
import type { UnitSpec } from "./directive.ts";

/** The units of an object of directives of which something is generated, called by where they go below `path`. */
export function generatedUnits(root: ObjectField, specs: readonly UnitSpec[], path: readonly string[]): Unit[] {
  return specs.flatMap((spec): Unit[] => {
    const field = isGenerated(root, spec) ? fieldOf(root, spec) : undefined;
    if (!spec.path || !field) return [];
    const to = spec.owner && readsSubscriber(field) ? spec.owner : { path: spec.path, scope: spec.scope };
    return [{ path: [...path, ...to.path], scope: to.scope, want: spec.want, field }];
  });
}

/** Whether something is generated of what a specification names. */
export function isGenerated(root: ObjectField, { path, needs }: UnitSpec): boolean {
  return path !== undefined && (needs === undefined || valueUnder(root, needs) !== undefined);
}

/** The units of an object of directives that are checked only, called by where they stand below `path`. */
export function checkedUnits(root: ObjectField, specs: readonly UnitSpec[], path: readonly string[]): Unit[] {
  return specs.flatMap((spec): Unit[] => {
    const { from, scope, want } = spec;
    const field = fieldOf(root, spec);
    return field ? [{ path: [...path, ...(from.length === 0 ? ["request"] : from)], scope, want, field }] : [];
  });
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
  return spec.entries ? pick(root, spec, spec.entries) : find(root, spec);
}

function find(root: ObjectField, { from, short }: UnitSpec): Field | undefined {
  let field: Field | undefined = root;
  for (const [depth, key] of from.entries()) {
    if (short && depth === from.length - 1 && field.kind !== "object") return field;
    field = valueUnder(field, key);
    if (!field) return undefined;
  }
  return field;
}

function pick(root: ObjectField, spec: UnitSpec, keys: readonly string[]): ObjectField | undefined {
  const field = find(root, { ...spec, short: undefined });
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
