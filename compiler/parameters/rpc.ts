import type { JsonNode } from "../../grammar/json/ast.ts";
import { offsetIn } from "../../grammar/json/decode.ts";
import type { RpcReference } from "./list.ts";

/** The RPC that a text names, as a list of none or one. What stands behind the name, `?x=y`, is handed to the RPC. */
export function readRpcs(json: JsonNode | undefined, uri: string): readonly RpcReference[] {
  if (json?.kind !== "string") return [];
  const match = /^\s*rpc:\/\/([^?#/{}\s]+)(?![^?#/\s])/d.exec(json.decoded.text);
  const [start, end] = match?.indices?.[1] ?? [];
  if (match?.[1] === undefined || start === undefined || end === undefined) return [];
  const span = { start: offsetIn(json.decoded, start), end: offsetIn(json.decoded, end) };
  return [{ id: match[1], place: { uri, span } }];
}

/** Whether a text stands for what an RPC or a template gives. */
export function isComputed(json: JsonNode | undefined): boolean {
  return json?.kind === "string" && /^\s*rpc:\/\/|\{\{/.test(json.decoded.text);
}
