import { type CollectionType, type FieldType, type Type, t } from "../../language/types.ts";
import type { Analysis } from "../analyze.ts";
import { splitPath } from "./files.ts";
import type { WebhookFiles } from "./project.ts";

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

/** `webhook` after attach: its address, and what attach saves. A detach that is looked at alone may read anything. */
export function savedType(attach: Analysis | undefined, files: WebhookFiles): Type {
  if (!attach && !files.communication) return t.any;
  if (!attach?.program) return { ...unsaved, origin: "`webhook`; there is no attach that saves something" };
  const unit = attach.program.units.find(({ path }) => path.join(".") === "data");
  const data = unit ? attach.results.get(unit) : t.collection({});
  if (data?.kind !== "collection") return t.any;
  const fields = new Map([...data.fields, ...address]);
  if (data.open) return { kind: "collection", fields, open: true };
  const { name } = splitPath(attach.source.uri);
  return { kind: "collection", fields, open: false, origin: `what \`${name}\` saves` };
}
