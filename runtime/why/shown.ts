import { toJson } from "../../language/json.ts";
import type { Value } from "../../language/values.ts";
import { sanitize } from "../procedure/redact.ts";
import { mapValues, type Trace } from "./trace.ts";

/**
 * A story that may be shown: what a name calls secret, in it or in the request that it is about, stands nowhere in it, nor
 * does a copy of that. `request` is what was sent.
 */
export function shown(story: Trace<Value>, request: Value): Trace {
  const plain = mapValues(story, plainOf);
  const { trace } = sanitize({ request: plainOf(request), trace: plain }, [], []);
  return mapValues(trace, preview);
}

function plainOf(value: Value): unknown {
  return value === undefined ? undefined : JSON.parse(toJson(value));
}

function preview(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}

const LONGEST = 400;
