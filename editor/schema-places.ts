import type { WebhookAnalysis } from "../compiler/index.ts";
import { pointerSteps } from "../compiler/payload/schema.ts";
import { joinPath, splitPath } from "../compiler/project/files.ts";
import type { JsonMember, JsonNode } from "../grammar/json/ast.ts";
import { textOf, valueAt } from "../grammar/json/members.ts";
import { parseJson } from "../grammar/json/parse.ts";
import type { Source } from "../grammar/source.ts";
import type { Place } from "./answers.ts";
import { memberOf } from "./json-nodes.ts";
import type { FileInApp } from "./workspace.ts";

/** Where the schema of a webhook's body declares what stands at a path; several places if it may be several things. */
export function placesInSchema(file: FileInApp, webhook: WebhookAnalysis, path: readonly string[]): readonly Place[] {
  const source = schemaOf(file, webhook);
  const root = source && parseJson(source).value;
  if (!source || !root) return [];
  return propertiesAt(root, path, [root]).map(({ key }) => ({ uri: source.uri, span: key.span }));
}

/** The schema that `imlc.json` names; one of a package where the package lies. */
function schemaOf({ app, files }: FileInApp, { config }: WebhookAnalysis): Source | undefined {
  const name = config.schema?.path;
  if (name === undefined) return undefined;
  if (/^\.{1,2}\//.test(name)) {
    const uri = joinPath(app.folder, name);
    const text = files.read(uri);
    return text === undefined ? undefined : { uri, text };
  }
  const text = files.readPackage(name, app.folder);
  return text === undefined ? undefined : installed(name, text, files, joinPath(files.folder, app.folder));
}

/** The file of a package that says so, in the nearest folder of packages. */
function installed(name: string, text: string, files: FileInApp["files"], folder: string): Source | undefined {
  const uri = joinPath(folder, `node_modules/${name}`);
  if (files.read(uri) === text) return { uri, text };
  const { folder: above } = splitPath(folder);
  return above === folder ? undefined : installed(name, text, files, above);
}

/** The properties that a path of names leads to from some schemas of a document. */
function propertiesAt(
  root: JsonNode,
  [step, ...rest]: readonly string[],
  from: readonly JsonNode[],
): readonly JsonMember[] {
  if (step === undefined) return [];
  const items = /^\d+$/.test(step) ? meant(root, from, ofCombined).flatMap(itemsOf) : [];
  if (items.length > 0) return propertiesAt(root, rest, items);
  // Of a list that is read without saying which item, any is meant.
  const inItems = (schema: JsonNode) => [...ofCombined(schema), ...itemsOf(schema)];
  const found = meant(root, from, inItems).flatMap((schema) => memberOf(valueAt(schema, "properties"), step) ?? []);
  if (rest.length === 0) return found;
  return propertiesAt(
    root,
    rest,
    found.flatMap(({ value }) => value ?? []),
  );
}

/** Schemas with those that they refer to, and others that belong to them, each once. */
function meant(
  root: JsonNode,
  schemas: readonly JsonNode[],
  others: (schema: JsonNode) => readonly JsonNode[],
): readonly JsonNode[] {
  const found = new Set(schemas);
  for (const schema of found) {
    const ref = textOf(valueAt(schema, "$ref"));
    const target = ref === undefined ? undefined : pointerSteps(ref)?.reduce<JsonNode | undefined>(below, root);
    for (const each of [...(target ? [target] : []), ...others(schema)]) found.add(each);
  }
  return [...found];
}

function ofCombined(schema: JsonNode): readonly JsonNode[] {
  return ["allOf", "oneOf", "anyOf"].flatMap((key) => listed(valueAt(schema, key)));
}

function itemsOf(schema: JsonNode): readonly JsonNode[] {
  return listed(valueAt(schema, "items"));
}

function listed(json: JsonNode | undefined): readonly JsonNode[] {
  if (json?.kind === "array") return json.items;
  return json ? [json] : [];
}

function below(json: JsonNode | undefined, step: string): JsonNode | undefined {
  return json?.kind === "array" ? json.items[Number(step)] : valueAt(json, step);
}
