import { scopes } from "../../language/scopes.ts";
import { namesReadBy, valueUnder } from "../fields.ts";
import type { Field, ObjectField, Unit } from "../program.ts";
import type { UnitSpec } from "./directive.ts";

/** The units of a manifest, in the order of their declarations. */
export function unitsOf(root: ObjectField, specs: readonly UnitSpec[]): Unit[] {
  return specs.flatMap((spec): Unit[] => {
    const field = spec.entries ? pick(root, spec, spec.entries) : find(root, spec);
    if (!field) return [];
    const { path, scope } = spec.owner && readsSubscriber(field) ? spec.owner : spec;
    return [{ path, scope, want: spec.want, field }];
  });
}

/** Whether a name is a variable to a template that stands at a path of the manifest; a `baseUrl` becomes a part of `url`. */
export function isVariableAt(path: readonly string[], specs: readonly UnitSpec[]): (name: string) => boolean {
  const place = path[0] === "baseUrl" ? ["url"] : path;
  const names = specs.filter((spec) => holds(spec, place)).flatMap(({ scope, owner }) => [scope, owner?.scope]);
  return (name) => names.some((scope) => scope !== undefined && scopes[scope].has(name));
}

/** What only a subscriber has: the parameters of its subscription, and what attach saved for it. */
const subscriberNames: readonly string[] = ["parameters", "data"];

function readsSubscriber(field: Field): boolean {
  const names = namesReadBy(field);
  return subscriberNames.some((name) => names.has(name));
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
  return entries.length > 0 || spec.always ? { ...field, entries } : undefined;
}

/** Whether a unit is made of what stands at a path. */
function holds({ from, entries, short }: UnitSpec, path: readonly string[]): boolean {
  const depth = short && path.length === from.length - 1 ? path.length : from.length;
  if (from.slice(0, depth).some((key, index) => key !== path[index])) return false;
  const next = path[from.length];
  return !entries || (next !== undefined && entries.includes(next));
}
