import type { Diagnostic } from "../../grammar/diagnostic.ts";
import { textOf, valueAt } from "../../grammar/json/members.ts";
import type { Source } from "../../grammar/source.ts";
import { parseManifest } from "../analyze.ts";
import type { AppParts } from "./app.ts";
import { type ComponentType, codeFiles, componentTypes, folderOf } from "./code-files.ts";
import { entryOf } from "./component-type.ts";
import { type Declaration, partsOf } from "./declaration.ts";
import { type Files, joinPath } from "./files.ts";
import { firstFile } from "./first-file.ts";
import { componentFolders } from "./folders.ts";
import { functionsUnder } from "./functions.ts";

/** The endings that files of an older export may have. */
const endings = ["imljson", "iml.json", "iml.jsonc", "jsonc", "json"];

/** Reads an app as an older export has it: a folder for each component, with `metadata.json` and `api.imljson` in it. */
export function readExport(files: Files, folder: string): AppParts {
  const found: Diagnostic[] = [];
  const file = (name: string): Source | undefined =>
    firstFile(files, folder, withEndings(name)) ?? firstFile(files, joinPath(folder, "general"), withEndings(name));
  const root = firstFile(files, folder, ["metadata.json"]);
  const metadata: Source[] = root ? [root] : [];
  const declarations = componentTypes.flatMap((type) =>
    type === "function"
      ? []
      : componentFolders(files, folder, type).map((id) => declaration(files, folder, type, id, { found, metadata })),
  );
  const parts = partsOf(declarations);
  const groups = file("groups");
  if (root) found.push(...parseManifest(root).diagnostics);
  return {
    ...parts,
    layout: "export",
    metadata,
    base: file("base"),
    common: file("common"),
    plain: [...(groups ? [groups] : []), ...parts.plain],
    functions: functionsUnder(files, folder),
    found,
  };
}

/** What is gathered on the way through the components. */
interface Finds {
  readonly found: Diagnostic[];
  readonly metadata: Source[];
}

function declaration(
  files: Files,
  folder: string,
  component: ComponentType,
  name: string,
  { found, metadata: all }: Finds,
): Declaration {
  const under = joinPath(folder, `${folderOf(component)}/${name}`);
  const metadata = firstFile(files, under, ["metadata.json"]);
  const parsed = metadata && parseManifest(metadata);
  if (metadata) all.push(metadata);
  if (parsed) found.push(...parsed.diagnostics);
  const json = parsed?.json;
  const sources = Object.entries(codeFiles[component]).flatMap(([key, { former }]) => {
    const source = firstFile(files, under, withEndings(former));
    return source ? [[key, source] as const] : [];
  });
  const id = textOf(valueAt(json, "name")) ?? name;
  const uri = metadata?.uri ?? sources[0]?.[1].uri ?? under;
  const place = { uri, span: valueAt(json, "name")?.span ?? { start: 0, end: 0 } };
  // Of a component without metadata nobody expects to be told its type.
  const entry = entryOf({ component, id, place, json }, "type", metadata ? found : []);
  return { ...entry, files: new Map(sources) };
}

function withEndings(name: string): readonly string[] {
  return endings.map((ending) => `${name}.${ending}`);
}
