import type { JsonNode, JsonString } from "../../grammar/json/ast.ts";
import { isNull, membersOf, valueAt } from "../../grammar/json/members.ts";
import type { Source } from "../../grammar/source.ts";
import { parseManifest } from "../analyze.ts";
import { wrongShape } from "../manifest/diagnostics.ts";
import { isWritten } from "../manifest/words.ts";
import type { AppParts } from "./app.ts";
import { codeFilesOf, type Listing, namedFile, placeIn, reportUnknown } from "./code-file-list.ts";
import { type ComponentType, componentTypes } from "./code-files.ts";
import { entryOf } from "./component-type.ts";
import { type Declaration, partsOf } from "./declaration.ts";
import { componentsAsList } from "./diagnostics.ts";
import type { Files } from "./files.ts";

/** Reads `makecomapp.json`, which names the files of an app. */
export function readMakecomapp(source: Source, files: Files, folder: string): AppParts {
  const { json, diagnostics } = parseManifest(source);
  const reading: Listing = { uri: source.uri, files, folder, found: [...diagnostics] };
  if (json && json.kind !== "object") complainOfShape(json, "`makecomapp.json`", "an object", reading);
  reportUnknown(json, rootKeys, "`makecomapp.json`", reading);
  const general = valueAt(json, "generalCodeFiles");
  reportUnknown(general, generalKeys, "`generalCodeFiles`", reading);
  const generalFile = (name: string, isNeeded: boolean) => namedFile(valueAt(general, name), name, isNeeded, reading);
  const components = valueAt(json, "components");
  reportUnknown(components, componentTypes, "`components`", reading);
  const base = generalFile("base", true);
  const groups = generalFile("groups", false);
  const declarations = componentTypes.flatMap((type) => declarationsOf(type, valueAt(components, type), reading));
  const parts = partsOf(declarations);
  return {
    ...parts,
    layout: "makecomapp",
    metadata: [source],
    base,
    common: generalFile("common", false),
    plain: [...(groups ? [groups] : []), ...parts.plain],
    found: reading.found,
  };
}

/** The keys of `makecomapp.json`. */
export const rootKeys = ["$schema", "fileVersion", "generalCodeFiles", "components", "origins"];
/** The files that belong to no component. */
export const generalKeys = ["base", "common", "readme", "groups"];
/** The keys of a component's entry. */
export const componentKeys = [
  "label",
  "description",
  "moduleType",
  "connectionType",
  "webhookType",
  "actionCrud",
  "connection",
  "altConnection",
  "webhook",
  "attachedAccounts",
  "annotations",
  "codeFiles",
];

function declarationsOf(type: ComponentType, json: JsonNode | undefined, reading: Listing): readonly Declaration[] {
  if (!json || isNull(json)) return [];
  if (json.kind === "array") {
    reading.found.push(componentsAsList(placeIn(reading, json), { type }));
    return json.items.flatMap((item) => {
      const id = valueAt(item, "id") ?? valueAt(item, "name");
      return id?.kind === "string" ? declaration(type, id, item, reading) : [];
    });
  }
  if (json.kind !== "object") complainOfShape(json, `\`components.${type}\``, "an object", reading);
  return membersOf(json).flatMap(({ key, value }) => declaration(type, key, value, reading));
}

/** A component whose entry is `null` is only a name that is taken. */
function declaration(type: ComponentType, name: JsonString, json: JsonNode, reading: Listing): readonly Declaration[] {
  if (isNull(json)) return [];
  const id = name.decoded.text;
  if (json.kind !== "object") {
    complainOfShape(json, `The entry of \`${id}\``, "an object", reading);
    return [];
  }
  const isListed = json.members.some(({ value }) => value === name);
  reportUnknown(json, isListed ? [...componentKeys, "id", "name"] : componentKeys, `the ${type} \`${id}\``, reading);
  const entry = { component: type, id, place: { uri: reading.uri, span: name.span }, json };
  const files = codeFilesOf(type, id, valueAt(json, "codeFiles"), reading);
  return [{ ...entryOf(entry, `${type}Type`, reading.found), files }];
}

function complainOfShape(json: JsonNode, where: string, takes: string, reading: Listing): void {
  reading.found.push(wrongShape(placeIn(reading, json), { where, is: isWritten(json), takes }));
}
