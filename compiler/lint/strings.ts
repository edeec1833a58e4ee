import type { JsonNode, JsonString } from "../../grammar/json/ast.ts";
import type { Field, TextField } from "../program.ts";

/** Every string of a JSON tree but its keys, in the order in which they are written. */
export function stringsIn(json: JsonNode): readonly JsonString[] {
  const found: JsonString[] = [];
  addStrings(json, found);
  return found;
}

/** The texts of a field that have expressions in them. */
export function textsIn(field: Field): readonly TextField[] {
  const found: TextField[] = [];
  addTexts(field, found);
  return found;
}

/** What a constant or a text comes to if each of its expressions gives `hole`; undefined of any other field. */
export function filledIn(field: Field | undefined, hole: string): string | undefined {
  if (field?.kind === "constant") return typeof field.value === "string" ? field.value : undefined;
  return field?.kind === "text"
    ? field.parts.map((part) => (typeof part === "string" ? part : hole)).join("")
    : undefined;
}

function addStrings(json: JsonNode, found: JsonString[]): void {
  switch (json.kind) {
    case "string":
      found.push(json);
      return;
    case "array":
      for (const item of json.items) addStrings(item, found);
      return;
    case "object":
      for (const { value } of json.members) if (value) addStrings(value, found);
      return;
    case "number":
    case "literal":
  }
}

function addTexts(field: Field, found: TextField[]): void {
  switch (field.kind) {
    case "constant":
    case "expression":
      return;
    case "text":
      found.push(field);
      return;
    case "array":
      for (const item of field.items) addTexts(item, found);
      return;
    case "object":
      for (const { value } of field.entries) addTexts(value, found);
  }
}
