import type { DecodedText, JsonNode, JsonString } from "../../grammar/json/ast.ts";
import { offsetIn } from "../../grammar/json/decode.ts";
import { nearest } from "../../language/nearest.ts";
import type { ConstantField, Field } from "../program.ts";
import { iterateWithoutBraces, outOfRange, tooLong, wrongChoice } from "./diagnostics.ts";
import { numberValue, readField } from "./field.ts";
import { fieldContext, placeName, placeOf, type Reading, respelled } from "./reading.ts";
import type { ChoiceShape, ConstantShape, TemplateShape } from "./shape.ts";
import { oneOf } from "./words.ts";

/** A template or a constant of the wanted type; undefined if it is neither. */
export function readTemplate(json: JsonNode, shape: TemplateShape, reading: Reading): Field | undefined {
  switch (json.kind) {
    case "string":
      return readText(json, shape, reading);
    case "number":
      if (!["number", "date", "any"].includes(shape.want.kind)) return undefined;
      if (shape.range) checkRange(json, json.value, shape.range, reading);
      return { kind: "constant", ...whole(json, reading), value: numberValue(json) };
    case "literal":
      if (shape.want.kind !== "any" && (shape.want.kind !== "boolean" || json.value === null)) return undefined;
      return { kind: "constant", ...whole(json, reading), value: json.value };
    case "array":
    case "object":
      return undefined;
  }
}

/** One of the choices, or a template that gives one when it runs; undefined if it is no text. */
export function readChoice(json: JsonNode, shape: ChoiceShape, reading: Reading): Field | undefined {
  if (json.kind !== "string") return undefined;
  const { choices, fixed } = shape;
  const { text } = json.decoded;
  const field = fixed ? { kind: "constant" as const, ...whole(json, reading), value: text } : readString(json, reading);
  if (field.kind !== "constant") return field;
  if (!choices.includes(text)) {
    const meant = nearest(text, choices);
    const params = { text, where: placeName(reading), choices: oneOf(choices), nearest: meant };
    reading.diagnostics.push(wrongChoice(placeOf(reading, json), params, respelled(json.span, meant)));
  }
  return field;
}

/** A value in which nothing is evaluated; undefined if it is of another type. */
export function readConstant(json: JsonNode, shape: ConstantShape, reading: Reading): ConstantField | undefined {
  const value = json.kind === "string" ? json.decoded.text : "value" in json ? json.value : undefined;
  const type = shape.of === "text" ? "string" : shape.of;
  if (value === undefined || typeof value !== type) return undefined;
  if (shape.range && json.kind === "number") checkRange(json, json.value, shape.range, reading);
  return { kind: "constant", ...whole(json, reading), value };
}

function readText(json: JsonString, shape: TemplateShape, reading: Reading): Field | undefined {
  const { text } = json.decoded;
  if (shape.max !== undefined && text.length > shape.max) {
    const params = { where: placeName(reading), max: shape.max, length: text.length };
    reading.diagnostics.push(tooLong(placeOf(reading, json), params));
  }
  if (shape.bare) return readBare(json, reading);
  const field = readString(json, reading);
  if (field.kind === "constant" && shape.want.kind === "number") {
    const number = Number(text);
    if (text.trim() === "" || Number.isNaN(number)) return undefined;
    if (shape.range) checkRange(json, number, shape.range, reading);
  }
  return field.kind === "text" && shape.encode ? { ...field, encode: shape.encode } : field;
}

/** Old manifests give a path without braces where a template is wanted; it is read as if it stood in them. */
function readBare(json: JsonString, reading: Reading): Field | undefined {
  const { decoded } = json;
  const { text } = decoded;
  if (text.includes("{{")) return readString(json, reading);
  if (!/^[\p{L}_$`][^{}\s]*$/u.test(text)) return undefined;
  const insert = (index: number, braces: string) => {
    const offset = offsetIn(decoded, index);
    return { span: { start: offset, end: offset }, text: braces };
  };
  const fix = { title: "Put it in braces", edits: [insert(0, "{{"), insert(text.length, "}}")] };
  reading.diagnostics.push(iterateWithoutBraces(placeOf(reading, json), { text }, { fix }));
  return readString({ ...json, decoded: braced(decoded) }, reading);
}

/** A text as if it stood in braces; these have no place of their own. */
function braced(decoded: DecodedText): DecodedText {
  const { text, start } = decoded;
  const last = text.length;
  const offsets = Uint32Array.from({ length: last + 5 }, (_, i) =>
    offsetIn(decoded, Math.min(Math.max(i - 2, 0), last)),
  );
  return { text: `{{${text}}}`, start, offsets };
}

function readString(json: JsonString, reading: Reading): Field {
  const { value, diagnostics } = readField(json, fieldContext(reading));
  reading.diagnostics.push(...diagnostics);
  return value;
}

function checkRange(
  json: JsonNode,
  value: number,
  [least, greatest]: readonly [number, number],
  reading: Reading,
): void {
  if (value >= least && value <= greatest) return;
  reading.diagnostics.push(outOfRange(placeOf(reading, json), { where: placeName(reading), value, least, greatest }));
}

function whole(json: JsonNode, reading: Reading) {
  return { uri: reading.uri, span: json.span };
}
