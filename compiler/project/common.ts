import type { JsonNode } from "../../grammar/json/ast.ts";
import { membersOf } from "../../grammar/json/members.ts";
import type { Source } from "../../grammar/source.ts";
import { type Type, t } from "../../language/types.ts";
import type { Value } from "../../language/values.ts";
import { parseManifest } from "../analyze.ts";
import { lastOfEachKey, numberValue } from "../manifest/field.ts";
import { splitPath } from "./files.ts";

/** The keys of a file with common data. One that is not there or empty is kept elsewhere, for its values are secret. */
export function commonType(source: Source | undefined): Type {
  const members = membersOf(source && parseManifest(source).json);
  if (!source || members.length === 0) return t.any;
  const fields = new Map(members.map(({ key }) => [key.decoded.text, { type: t.any, optional: false }]));
  return { kind: "collection", fields, open: false, origin: `the common data in \`${splitPath(source.uri).name}\`` };
}

/** What a file with common data holds; undefined if there is nothing in it. No template is read in it. */
export function commonData(source: Source | undefined): Value {
  const json = source && parseManifest(source).json;
  return membersOf(json).length === 0 ? undefined : json && plainValue(json);
}

function plainValue(json: JsonNode): Value {
  switch (json.kind) {
    case "literal":
      return json.value;
    case "number":
      return numberValue(json);
    case "string":
      return json.decoded.text;
    case "array":
      return json.items.map(plainValue);
    case "object":
      return Object.fromEntries(
        lastOfEachKey(json).map(({ key, value }) => [key.decoded.text, value && plainValue(value)]),
      );
  }
}
