import type { JsonMember, JsonNode } from "../grammar/json/ast.ts";
import type { DocumentSymbol } from "./answers.ts";

/** The outline of a JSON text: its keys, and the items of its lists. */
export function symbolsIn(json: JsonNode | undefined): readonly DocumentSymbol[] {
  switch (json?.kind) {
    case "object":
      return json.members.map(memberSymbol);
    case "array":
      return json.items.map((item, index) => symbol(nameOf(item) ?? String(index + 1), item, item));
    case "string":
    case "number":
    case "literal":
    case undefined:
      return [];
  }
}

function memberSymbol({ key, value }: JsonMember): DocumentSymbol {
  return symbol(key.decoded.text || '""', key, value);
}

function symbol(name: string, at: JsonNode, value: JsonNode | undefined): DocumentSymbol {
  const isLong = value?.kind === "object" || value?.kind === "array";
  return {
    name,
    detail: isLong ? "" : textOf(value),
    kind: kindOf(value),
    span: { start: at.span.start, end: Math.max(at.span.end, value?.span.end ?? 0) },
    selection: at === value && isLong ? { start: at.span.start, end: at.span.start + 1 } : at.span,
    children: symbolsIn(value),
  };
}

/** An entry of a list is best known by its own name. */
function nameOf(item: JsonNode): string | undefined {
  if (item.kind !== "object") return undefined;
  for (const key of ["name", "label", "url"]) {
    const value = item.members.find((member) => member.key.decoded.text === key)?.value;
    if (value?.kind === "string" && value.decoded.text.trim() !== "") return value.decoded.text;
  }
  return undefined;
}

function kindOf(json: JsonNode | undefined): DocumentSymbol["kind"] {
  switch (json?.kind) {
    case "object":
      return "object";
    case "array":
      return "list";
    case "string":
      return json.decoded.text.includes("{{") ? "template" : "text";
    case "number":
      return "number";
    case "literal":
      return json.value === null ? "null" : "boolean";
    case undefined:
      return "null";
  }
}

function textOf(json: JsonNode | undefined): string {
  if (json?.kind === "string") return json.decoded.text.slice(0, 60);
  if (json?.kind === "number") return json.raw;
  return json?.kind === "literal" ? String(json.value) : "";
}
