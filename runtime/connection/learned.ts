import { toJson } from "../../language/json.ts";
import { isCollection } from "../../language/kinds.ts";
import type { Collection, Value } from "../../language/values.ts";
import type { Done } from "../procedure/run.ts";
import { uidText } from "../receive/uid.ts";

/** What a service has said of a connection. */
export interface Learned {
  readonly uid?: string;
  readonly data: Collection;
  /** JSON text. */
  readonly metadata?: string;
  /** Epoch milliseconds. */
  readonly expires?: number;
}

/** What was learned before, and what one more procedure keeps; the later wins. */
export function learnMore(before: Learned, { uid, data, metadata, expires }: Done): Learned {
  return {
    uid: uidText(uid) ?? before.uid,
    data: isCollection(data) ? { ...before.data, ...data } : before.data,
    metadata: metadata === undefined || metadata === null ? before.metadata : toJson(metadata),
    expires: instantOf(expires) ?? before.expires,
  };
}

/** Epoch milliseconds of what `response.expires` gave: a date, milliseconds, or a text that says a date. */
function instantOf(expires: Value): number | undefined {
  if (!(expires instanceof Date || typeof expires === "number" || typeof expires === "string")) return undefined;
  const time = new Date(expires).getTime();
  return Number.isNaN(time) ? undefined : time;
}
