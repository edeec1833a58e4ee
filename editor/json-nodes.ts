import type { JsonMember, JsonNode } from "../grammar/json/ast.ts";
import type { JsonPath } from "./json-place.ts";

/** A key or a value of a JSON text, and what leads to it. */
export interface JsonSpot {
  readonly path: JsonPath;
  readonly kind: "key" | "value";
  readonly node: JsonNode;
}

/** The innermost key or value that an offset is in, or at an end of. */
export function spotAt(json: JsonNode | undefined, offset: number, path: JsonPath = []): JsonSpot | undefined {
  if (!json || !holds(json, offset)) return undefined;
  switch (json.kind) {
    case "object":
      for (const { key, value } of json.members) {
        const under = [...path, key.decoded.text];
        if (holds(key, offset)) return { path: under, kind: "key", node: key };
        const inside = spotAt(value, offset, under);
        if (inside) return inside;
      }
      return { path, kind: "value", node: json };
    case "array":
      for (const [index, item] of json.items.entries()) {
        const inside = spotAt(item, offset, [...path, index]);
        if (inside) return inside;
      }
      return { path, kind: "value", node: json };
    case "string":
    case "number":
    case "literal":
      return { path, kind: "value", node: json };
  }
}

/** The member of an object that counts for a key. */
export function memberOf(json: JsonNode | undefined, key: string): JsonMember | undefined {
  return json?.kind === "object" ? json.members.findLast((member) => member.key.decoded.text === key) : undefined;
}

function holds({ span }: JsonNode, offset: number): boolean {
  return span.start <= offset && offset <= span.end;
}
