import type { JsonNode } from "../../grammar/json/ast.ts";
import { membersOf, valueAt } from "../../grammar/json/members.ts";
import { type CollectionType, type FieldType, type Type, t } from "../../language/types.ts";
import type { Analysis, ParsedManifest } from "../analyze.ts";
import type { Unit } from "../program.ts";
import type { WebhookFiles } from "./components.ts";
import { splitPath } from "./files.ts";
import { joined } from "./joined.ts";

const address: ReadonlyMap<string, FieldType> = new Map([
  ["url", { type: t.text, optional: false, doc: "The address that the service is to call." }],
  ["id", { type: t.text, optional: false, doc: "The id of the subscription." }],
]);

/** `webhook` while attach runs, before anything is saved. */
export const unsaved: CollectionType = {
  kind: "collection",
  fields: address,
  open: false,
  origin: "`webhook` before attach has saved something",
};

/**
 * `webhook` after attach: its address, and what attach and update save; of the latter the keys, for it reads this itself.
 * A detach that is looked at alone may read anything.
 */
export function savedType(attach: Analysis | undefined, update: ParsedManifest | undefined, files: WebhookFiles): Type {
  if (!attach && !files.communication) return t.any;
  const updated = savedKeys(update?.json);
  if (!attach?.program) {
    const isBroken = attach?.diagnostics.some(({ severity }) => severity === "error");
    const origin = "`webhook`; there is no attach that saves something";
    return isBroken ? t.any : joined([...updated, unsaved], origin);
  }
  const names = [attach.source, ...(update && updated.length > 0 ? [update.source] : [])];
  const told = names.map(({ uri }) => `\`${splitPath(uri).name}\``).join(" and ");
  const origin = `what ${told} ${names.length > 1 ? "save" : "saves"}`;
  return joined([...savedBy(attach), ...updated, unsaved], origin);
}

/** What each request of a manifest saves by its `response.data`. */
export function savedBy({ program, results }: Analysis): readonly Type[] {
  return savingUnits(program).map((unit) => results.get(unit) ?? t.any);
}

/** The units by which the requests of a manifest save something. */
export function savingUnits(program: Analysis["program"]): readonly Unit[] {
  const units = program ? [...program.units, ...program.unrun] : [];
  return units.filter(({ path }) => path.at(-1) === "data");
}

/** What a manifest may save by `response.data` of any of its requests, while only the keys are known. */
export function savedKeys(json: JsonNode | undefined): readonly Type[] {
  if (json?.kind === "array") return json.items.flatMap(savedKeys);
  const response = valueAt(json, "response");
  const own = [valueAt(response, "data")].flatMap((data) => (data ? [keysOf(data)] : []));
  const kept = ["expires", "uid", "metadata"].filter((key) => valueAt(response, key) !== undefined);
  const steps = membersOf(json).filter(({ key }) => key.decoded.text !== "response");
  return [
    ...own,
    ...(kept.length > 0 ? [optional(kept)] : []),
    ...steps.flatMap(({ value }) => (value.kind === "object" || value.kind === "array" ? savedKeys(value) : [])),
  ];
}

/** The keys that are written out in an object; of any other value nothing is known. */
export function keysOf(data: JsonNode): Type {
  if (data.kind !== "object") return t.any;
  const keys = membersOf(data).map(({ key }) => key.decoded.text);
  return keys.some((key) => key.includes("{{")) ? t.any : optional(keys);
}

function optional(keys: readonly string[]): CollectionType {
  return {
    kind: "collection",
    fields: new Map(keys.map((key) => [key, { type: t.any, optional: true }])),
    open: false,
  };
}
