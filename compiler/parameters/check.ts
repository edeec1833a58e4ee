import type { JsonNode, JsonObject, JsonString } from "../../grammar/json/ast.ts";
import { membersOf, textOf, valueAt } from "../../grammar/json/members.ts";
import { nearest } from "../../language/nearest.ts";
import { union } from "../../language/types.ts";
import { respelled } from "../manifest/reading.ts";
import { oneOf } from "../manifest/words.ts";
import {
  defaultNotOffered,
  duplicateParameter,
  parameterWithoutName,
  parameterWithoutType,
  reservedParameter,
  selectWithoutOptions,
  unknownParameterKey,
  unknownParameterType,
} from "./diagnostics.ts";
import { isTaken, limits, misplacedKeys, parameterKeys, takenText } from "./keys.ts";
import type { Options } from "./list.ts";
import { type ListReading, placeOf, reportWrong } from "./reading.ts";
import { isComputed } from "./rpc.ts";
import { otherNames, parameterTypes } from "./types.ts";

/** Says what is odd about an entry by itself: its keys, and its type. */
export function checkEntry(json: JsonObject, reading: ListReading): void {
  checkType(json, reading);
  for (const { key, value } of membersOf(json)) {
    const declared = parameterKeys.get(key.decoded.text);
    if (!declared) reportKey(key, json, { title: "a parameter", keys: parameterKeys.keys() }, reading);
    else if (!isTaken(value, declared.takes)) {
      reportWrong(value, `\`${key.decoded.text}\``, takenText(declared.takes), reading);
    }
  }
  const validate = valueAt(json, "validate");
  for (const { key } of membersOf(validate)) {
    if (!limits.has(key.decoded.text)) reportKey(key, validate, { title: "`validate`", keys: limits.keys() }, reading);
  }
}

/** Says that there is nothing to choose. What the bundles of a module hold is chosen by nobody. */
export function checkOptions(json: JsonObject, reading: ListReading): void {
  const type = valueAt(json, "type");
  if (reading.kind === "interface" || textOf(type) !== "select" || valueAt(json, "options")) return;
  const place = { uri: reading.uri, span: type?.span ?? json.span };
  reading.diagnostics.push(selectWithoutOptions(place, { name: textOf(valueAt(json, "name")) }));
}

/** Says that what is chosen at first cannot be chosen, if all options are known. */
export function checkDefault(json: JsonObject, options: Options, reading: ListReading): void {
  const first = valueAt(json, "default");
  const text = textOf(first);
  const offered = union(...options.types);
  if (!first || !text || isComputed(first) || options.dynamic || offered.kind !== "text" || !offered.values) return;
  if (offered.values.includes(text)) return;
  const meant = nearest(text, offered.values);
  const params = { text, offered: oneOf(offered.values.slice(0, shown)), nearest: meant };
  const fix = respelled(first.span, meant);
  reading.diagnostics.push(defaultNotOffered(placeOf(first, reading), params, fix));
}

/** So many options give an idea of all. */
const shown = 5;

/** Says what is odd about the names of a list. */
export function checkNames(entries: readonly JsonObject[], reading: ListReading): void {
  const first = new Map<string, JsonNode>();
  for (const json of entries) {
    const name = valueAt(json, "name");
    const text = textOf(name);
    const before = text === undefined ? undefined : first.get(text);
    if (name === undefined || text === "") checkNameless(json, reading);
    else if (text !== undefined) checkName(name, text, before, reading);
    if (name && text !== undefined && !before) first.set(text, name);
  }
}

/** Parameters of a connection that have these names are mixed up with what Make itself sends. */
const reserved: readonly string[] = ["accountName", "teamID"];

function checkName(name: JsonNode, text: string, before: JsonNode | undefined, reading: ListReading): void {
  const place = placeOf(name, reading);
  if (reading.kind === "connection" && reserved.includes(text)) {
    reading.diagnostics.push(reservedParameter(place, { name: text }));
  }
  if (!before) return;
  const related = [{ uri: reading.uri, span: before.span, message: "The other one is here." }];
  reading.diagnostics.push(duplicateParameter(place, { name: text }, { related }));
}

/** Of a type that nobody knows, nobody knows whether it needs a name. */
function checkNameless(json: JsonObject, reading: ListReading): void {
  const type = parameterTypes.get(textOf(valueAt(json, "type")) ?? "");
  if (!type || type.shown) return;
  reading.diagnostics.push(parameterWithoutName(placeOf(json, reading), { kind: reading.kind }));
}

function checkType(json: JsonObject, reading: ListReading): void {
  const type = valueAt(json, "type");
  if (type === undefined) {
    const params = { name: textOf(valueAt(json, "name")) };
    reading.diagnostics.push(parameterWithoutType(placeOf(json, reading), params));
  }
  const text = textOf(type);
  if (!type || text === undefined || isComputed(type) || parameterTypes.has(text)) return;
  const other = otherNames.get(text.toLowerCase());
  const meant = other ?? nearest(text, parameterTypes.keys());
  const fix = respelled(type.span, meant, other !== undefined);
  reading.diagnostics.push(
    unknownParameterType(placeOf(type, reading), { type: text, meant, isOther: other !== undefined }, fix),
  );
}

function reportKey(
  key: JsonString,
  object: JsonNode | undefined,
  known: { readonly title: string; readonly keys: Iterable<string> },
  { uri, diagnostics }: ListReading,
): void {
  const { text } = key.decoded;
  const hint = known.title === "a parameter" ? misplacedKeys.get(text) : undefined;
  const meant = hint === undefined ? nearest(text, known.keys) : undefined;
  const fix = meant !== undefined && !valueAt(object, meant) ? respelled(key.span, meant) : {};
  diagnostics.push(
    unknownParameterKey({ uri, span: key.span }, { key: text, of: known.title, hint, nearest: meant }, fix),
  );
}
