import type { JsonNode, JsonObject } from "../../grammar/json/ast.ts";
import { valueUnder } from "../fields.ts";
import type { ObjectField } from "../program.ts";
import { notRun, wrongShape } from "./diagnostics.ts";
import { oauth } from "./directives/oauth.ts";
import { type Kind, kinds, oauthRoot } from "./kinds.ts";
import { placeName, placeOf, type Reading, under } from "./reading.ts";
import { readRecord } from "./structure.ts";
import { isWritten } from "./words.ts";

/** The object that holds a manifest's directives; undefined if it declares nothing. */
export function readRoot(json: JsonNode, kind: Kind, reading: Reading): ObjectField | undefined {
  const object = theObject(json, kind, reading);
  if (!object || (object.members.length === 0 && kind !== "webhook")) return undefined;
  if (kind === "connection" && isOauth(object)) return readOauth(object, reading);
  return readRecord(object, kinds[kind].root, reading);
}

/** Requests may stand in a list. Of one, the list says nothing; several would need what one of them learns. */
function theObject(json: JsonNode, kind: Kind, reading: Reading): JsonObject | undefined {
  if (json.kind === "object") return json;
  if (json.kind === "array" && kind !== "webhook" && kind !== "base") {
    const [first, second] = json.items;
    if (!first) return undefined;
    if (!second) return theObject(first, kind, reading);
    const params = { name: `a list of ${json.items.length} requests`, instead: "it sends one request" };
    reading.diagnostics.push(notRun(placeOf(reading, json), params));
    return undefined;
  }
  const params = { where: placeName(reading), is: isWritten(json), takes: "an object" };
  reading.diagnostics.push(wrongShape(placeOf(reading, json), params));
  return undefined;
}

function isOauth({ members }: JsonObject): boolean {
  return members.some(({ key }) => key.decoded.text === "info" || Object.hasOwn(oauth, key.decoded.text));
}

/** An OAuth connection names its requests; `info`, which asks who the user is, is the one that is run. */
function readOauth(object: JsonObject, reading: Reading): ObjectField | undefined {
  const inInfo: Reading = { ...reading, isVariableAt: (path) => reading.isVariableAt(path.slice(1)) };
  const info = object.members.find(({ key }) => key.decoded.text === "info")?.value;
  const request = info && theObject(info, "connection", under(inInfo, "info"));
  const members = object.members.flatMap((member) => {
    if (member.key.decoded.text !== "info") return [member];
    return request ? [{ ...member, value: request }] : [];
  });
  const found = valueUnder(readRecord({ ...object, members }, oauthRoot, inInfo), "info");
  return found?.kind === "object" ? found : undefined;
}
