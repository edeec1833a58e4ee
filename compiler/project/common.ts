import { membersOf } from "../../grammar/json/members.ts";
import type { Source } from "../../grammar/source.ts";
import { type Type, t } from "../../language/types.ts";
import { parseManifest } from "../analyze.ts";
import { splitPath } from "./files.ts";

/** The keys of a file with common data. One that is not there or empty is kept elsewhere, for its values are secret. */
export function commonType(source: Source | undefined): Type {
  const members = membersOf(source && parseManifest(source).json);
  if (!source || members.length === 0) return t.any;
  const fields = new Map(members.map(({ key }) => [key.decoded.text, { type: t.any, optional: false }]));
  return { kind: "collection", fields, open: false, origin: `the common data in \`${splitPath(source.uri).name}\`` };
}
