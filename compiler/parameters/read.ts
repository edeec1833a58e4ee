import type { Parsed } from "../../grammar/diagnostic.ts";
import type { JsonArray, JsonNode, JsonObject } from "../../grammar/json/ast.ts";
import { textOf, valueAt } from "../../grammar/json/members.ts";
import type { Source } from "../../grammar/source.ts";
import { checkDefault, checkEntry, checkNames, checkOptions } from "./check.ts";
import { takenText } from "./keys.ts";
import type { ListKind, Options, Parameter, ParameterList, RpcReference, Spec } from "./list.ts";
import { readChoices } from "./options.ts";
import { type ListReading, reportWrong } from "./reading.ts";
import { isComputed, readRpcs } from "./rpc.ts";

/** Reads a list of parameters, as `parameters`, `expect` and `interface` hold it. What does not fit is left out. */
export function readParameters(source: Source, json: JsonNode | undefined, kind: ListKind): Parsed<ParameterList> {
  const { uri } = source;
  const reading: ListReading = { uri, kind, diagnostics: [] };
  const empty: ParameterList = { uri, span: { start: 0, end: 0 }, parameters: [], rpcs: [], dynamic: false };
  const value = json ? readList(json, "The file", reading) : empty;
  return { value, diagnostics: reading.diagnostics };
}

/** What cannot be read may be more parameters. */
function readList(json: JsonNode, what: string, reading: ListReading): ParameterList {
  const { uri } = reading;
  const list: ParameterList = { uri, span: json.span, parameters: [], rpcs: [], dynamic: false };
  if (json.kind === "array") return { ...list, ...readEntries(json, reading) };
  if (json.kind === "object") return readInObject(json, list, reading);
  if (json.kind === "literal" && json.value === null) return list;
  if (!isComputed(json)) reportWrong(json, what, takenText(["parameters"]), reading);
  return { ...list, rpcs: readRpcs(json, uri), dynamic: true };
}

/** Instead of a list there may be its single entry, or an object whose `store` holds it. */
function readInObject(json: JsonObject, list: ParameterList, reading: ListReading): ParameterList {
  const store = valueAt(json, "store");
  if (store) return readList(store, "`store`", reading);
  if (json.members.length === 0) return list;
  checkNames([json], reading);
  return { ...list, parameters: [readParameter(json, reading)] };
}

function readEntries(json: JsonArray, reading: ListReading): Pick<ParameterList, "parameters" | "rpcs" | "dynamic"> {
  const parameters: Parameter[] = [];
  const rpcs: RpcReference[] = [];
  let dynamic = false;
  for (const item of json.items) {
    if (item.kind === "object") parameters.push(readParameter(item, reading));
    else {
      dynamic = true;
      rpcs.push(...readRpcs(item, reading.uri));
      if (!isComputed(item)) reportWrong(item, "This entry", "an object or `rpc://name`", reading);
    }
  }
  checkNames(
    json.items.filter((item) => item.kind === "object"),
    reading,
  );
  return { parameters, rpcs, dynamic };
}

function readParameter(json: JsonObject, reading: ListReading): Parameter {
  checkEntry(json, reading);
  const name = valueAt(json, "name");
  const type = valueAt(json, "type");
  const { options, nested } = readOptionsOf(json, reading);
  const free = isFree(json);
  checkOptions(json, reading);
  if (options && !free) checkDefault(json, options, reading);
  return {
    name: textOf(name),
    span: name?.span ?? json.span,
    type: isComputed(type) ? undefined : textOf(type),
    label: textOf(valueAt(json, "label")),
    help: textOf(valueAt(json, "help")),
    required: booleanOf(valueAt(json, "required")),
    multiple: booleanOf(valueAt(json, "multiple")) === true,
    free,
    options,
    spec: readSpec(valueAt(json, "spec"), textOf(type), reading),
    nested: [...nested, ...readNested(valueAt(json, "nested"), reading)],
    button: readButton(valueAt(json, "rpc"), reading),
  };
}

function readOptionsOf(
  json: JsonObject,
  reading: ListReading,
): {
  readonly options: Options | undefined;
  readonly nested: readonly ParameterList[];
} {
  const options = valueAt(json, "options");
  if (!options) return { options: undefined, nested: [] };
  const choices = readChoices(options, reading);
  return { options: choices.options, nested: choices.nested.flatMap((each) => readNested(each, reading)) };
}

function readNested(json: JsonNode | undefined, reading: ListReading): readonly ParameterList[] {
  return json ? [readList(json, "`nested`", reading)] : [];
}

/** The items of an array are described by a list of fields, or by a single entry that needs no name. */
function readSpec(json: JsonNode | undefined, type: string | undefined, reading: ListReading): Spec | undefined {
  if (json?.kind === "object" && type !== "collection" && json.members.length > 0 && !valueAt(json, "store")) {
    return { kind: "item", item: readParameter(json, reading) };
  }
  return json && { kind: "fields", list: readList(json, "`spec`", reading) };
}

function readButton(json: JsonNode | undefined, reading: ListReading): Parameter["button"] {
  if (json?.kind !== "object") return undefined;
  const form = valueAt(json, "parameters");
  return {
    rpcs: readRpcs(valueAt(json, "url"), reading.uri),
    form: form && readList(form, "`rpc.parameters`", reading),
  };
}

function isFree(json: JsonObject): boolean {
  const editable = valueAt(json, "editable");
  const mappable = valueAt(json, "mappable");
  const isEditable = editable?.kind === "object" ? valueAt(editable, "enabled") : editable;
  return (
    booleanOf(isEditable) === true ||
    mappable?.kind === "object" ||
    booleanOf(mappable) === true ||
    booleanOf(valueAt(json, "validate")) === false ||
    booleanOf(valueAt(json, "dynamic")) === true
  );
}

function booleanOf(json: JsonNode | undefined): boolean | undefined {
  return json?.kind === "literal" && json.value !== null ? json.value : undefined;
}
