import type { JsonArray, JsonMember, JsonNode, JsonObject } from "../../grammar/json/ast.ts";
import { nearest } from "../../language/nearest.ts";
import type { Entry, Field, ObjectField } from "../program.ts";
import { ignoredDirective, missingKey, notRun, unknownKey, wrongShape } from "./diagnostics.ts";
import { isSpreadKey, lastOfEachKey, readField } from "./field.ts";
import { fieldContext, placeName, placeOf, type Reading, respelled, under, underRequest } from "./reading.ts";
import { readChoice, readConstant, readTemplate } from "./scalar.ts";
import type { EitherShape, KeyShape, MapShape, RecordShape, RequestsShape, Shape, UnrunShape } from "./shape.ts";
import { isWritten, takes } from "./words.ts";

/** Reads a JSON value as its shape has it. What does not fit is reported and left out, and so is data, which is no field. */
export function readShape(json: JsonNode, shape: Shape, reading: Reading): Field | undefined {
  switch (shape.kind) {
    case "template":
      return readTemplate(json, shape, reading) ?? misfit(json, shape, reading);
    case "choice":
      return readChoice(json, shape, reading) ?? misfit(json, shape, reading);
    case "constant":
      return readConstant(json, shape, reading) ?? misfit(json, shape, reading);
    case "record":
      return json.kind === "object" ? readRecord(json, shape, reading) : misfit(json, shape, reading);
    case "map":
      return json.kind === "object" ? readMap(json, shape, reading) : misfit(json, shape, reading);
    case "list":
      return json.kind === "array" ? readList(json, shape.of, reading) : misfit(json, shape, reading);
    case "either":
      return readEither(json, shape, reading);
    case "requests":
      return readRequests(json, shape, reading);
    case "anything": {
      const { value, diagnostics } = readField(json, fieldContext(reading));
      reading.diagnostics.push(...diagnostics);
      return value;
    }
    case "data":
      return undefined;
    case "unrun":
      return readShape(json, shape.of, reading);
  }
}

/** Reads an object whose keys are declared. */
export function readRecord(json: JsonObject, shape: RecordShape, reading: Reading): ObjectField {
  const entries: Entry[] = [];
  for (const member of lastOfEachKey(json)) {
    const key = member.key.decoded.text;
    const declared = declaration(shape, key);
    if (!declared) reportUnknown(member, shape, reading);
    else if (member.value) {
      const inner = under(reading, key);
      reportUnrun(member, member.value, declared.shape, inner);
      const value = readShape(member.value, declared.shape, inner);
      if (value) entries.push({ kind: "entry", key, keySpan: member.key.span, value });
    }
  }
  for (const key of requiredKeys(shape)) {
    if (json.members.some((member) => member.key.decoded.text === key)) continue;
    reading.diagnostics.push(missingKey(placeOf(reading, json), { key, where: placeName(reading) }));
  }
  return { kind: "object", uri: reading.uri, span: json.span, entries };
}

function requiredKeys(shape: RecordShape): readonly string[] {
  const known = required.get(shape);
  if (known) return known;
  const keys = Object.keys(shape.fields).filter((key) => shape.fields[key]?.required);
  required.set(shape, keys);
  return keys;
}

const required = new WeakMap<RecordShape, readonly string[]>();

/** What is declared for a key, by its name or by a pattern. */
function declaration({ fields, pattern }: RecordShape, key: string): KeyShape | undefined {
  if (Object.hasOwn(fields, key)) return fields[key];
  return pattern?.test.test(key) ? pattern : undefined;
}

function readMap(json: JsonObject, shape: MapShape, reading: Reading): ObjectField {
  const entries = lastOfEachKey(json).flatMap((member): Entry[] => {
    if (!member.value) return [];
    const { decoded, span: keySpan } = member.key;
    if (isSpreadKey(decoded.text)) {
      const value = readShape(member.value, { kind: "anything" }, reading);
      return value ? [{ kind: "spread", keySpan, value }] : [];
    }
    const value = readShape(member.value, shape.of, under(reading, decoded.text));
    return value ? [{ kind: "entry", key: decoded.text, keySpan, value }] : [];
  });
  return { kind: "object", uri: reading.uri, span: json.span, entries };
}

function readList(json: JsonArray, of: Shape, reading: Reading): Field {
  const items = json.items.flatMap((item) => readShape(item, of, reading) ?? []);
  return { kind: "array", uri: reading.uri, span: json.span, items };
}

function readEither(json: JsonNode, shape: EitherShape, reading: Reading): Field | undefined {
  if (isLong(json, shape.long)) return readShape(json, shape.long, reading);
  if (json.kind === "object" || json.kind === "array") return misfit(json, shape, reading);
  return readShape(json, shape.short, reading);
}

/** Whether the long form of an `either` is meant. */
function isLong(json: JsonNode, long: EitherShape["long"]): boolean {
  switch (long.kind) {
    case "record":
    case "map":
      return json.kind === "object";
    case "list":
      return json.kind === "array";
    case "unrun":
      return isLong(json, long.of);
  }
}

/** Of a list of one request, the list says nothing. */
function readRequests(json: JsonNode, shape: RequestsShape, reading: Reading): Field | undefined {
  if (json.kind === "object") return readRecord(json, shape.of, reading);
  if (json.kind !== "array") return misfit(json, shape, reading);
  const { items, span } = json;
  const [first, second] = items;
  if (!first || !second) return first && readRequests(first, shape, reading);
  const read = items.flatMap((item, index) => readShape(item, shape.of, underRequest(reading, index + 1)) ?? []);
  return { kind: "array", uri: reading.uri, span, items: read };
}

function misfit(json: JsonNode, shape: Shape, reading: Reading): undefined {
  const params = { where: placeName(reading), is: isWritten(json), takes: takes(shape) };
  reading.diagnostics.push(wrongShape(placeOf(reading, json), params));
}

function reportUnknown({ key: { decoded, span } }: JsonMember, shape: RecordShape, reading: Reading): void {
  const key = decoded.text;
  const hint = shape.elsewhere && Object.hasOwn(shape.elsewhere, key) ? shape.elsewhere[key] : undefined;
  const meant = hint ? undefined : nearest(key, Object.keys(shape.fields));
  const params = { key, where: placeName(reading), hint, nearest: meant };
  reading.diagnostics.push(unknownKey({ uri: reading.uri, span }, params, respelled(span, meant)));
}

function reportUnrun({ key }: JsonMember, json: JsonNode, shape: Shape, reading: Reading): void {
  const unrun = unrunShape(json, shape);
  if (!unrun) return;
  const declared = unrun.matters ? notRun : ignoredDirective;
  const params = { name: reading.path.join("."), instead: unrun.instead };
  reading.diagnostics.push(declared({ uri: reading.uri, span: key.span }, params));
}

function unrunShape(json: JsonNode, shape: Shape): UnrunShape | undefined {
  if (shape.kind === "unrun") return shape;
  return shape.kind === "either" && shape.long.kind === "unrun" && isLong(json, shape.long) ? shape.long : undefined;
}
