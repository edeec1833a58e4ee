import type { JsonMember, JsonNode } from "./ast.ts";

/** The members of an object that have a value; of anything else there are none. */
export function membersOf(json: JsonNode | undefined): readonly (JsonMember & { readonly value: JsonNode })[] {
  if (json?.kind !== "object") return [];
  return json.members.flatMap(({ key, value }) => (value ? [{ key, value }] : []));
}

/** What an object holds under a key, the last of several; undefined for anything else. */
export function valueAt(json: JsonNode | undefined, key: string): JsonNode | undefined {
  return membersOf(json).findLast((member) => member.key.decoded.text === key)?.value;
}

/** The text that a value is; undefined if it is none. */
export function textOf(json: JsonNode | undefined): string | undefined {
  return json?.kind === "string" ? json.decoded.text : undefined;
}

/** Whether a value stands for nothing. */
export function isNull(json: JsonNode): boolean {
  return json.kind === "literal" && json.value === null;
}
