import { isCollection } from "../../language/kinds.ts";
import { open } from "../../language/read.ts";
import type { ConnectionScope } from "../../language/scopes.ts";
import type { Collection, Value } from "../../language/values.ts";
import { mergedCollections } from "./merge.ts";
import type { Done } from "./outcome.ts";
import { leafTexts } from "./redact.ts";

/** What of a scope a procedure itself writes. */
export type Written = Pick<ConnectionScope, "data" | "temp">;

/** How far a procedure has come. */
export interface Progress {
  temp: Collection;
  kept: Kept;
  /** Texts that neither the log nor an error may show. */
  secrets: readonly string[];
  /** Epoch milliseconds at which it is given up. */
  readonly deadline: number;
}

/** What is kept of answers. */
export type Kept = Partial<Omit<Done, "kind" | "temp">>;

/** Adds what one more answer leaves behind. Collections of `data` are laid over one another; of all else the last counts. */
export function keep(progress: Progress, { data, uid, metadata, expires, output }: Kept): void {
  const { kept } = progress;
  progress.kept = {
    data: isCollection(kept.data) && isCollection(data) ? { ...kept.data, ...data } : (data ?? kept.data),
    uid: uid ?? kept.uid,
    metadata: metadata ?? kept.metadata,
    expires: expires ?? kept.expires,
    output: output ?? kept.output,
  };
  progress.secrets = [...progress.secrets, ...leafTexts(data)];
}

/** Merges into `temp` what a directive gives; anything but a collection adds nothing. */
export function write(progress: Progress, value: Value): void {
  if (isCollection(value)) progress.temp = mergedCollections(progress.temp, value);
}

/** What the templates of the next request read. */
export function scopeNow<S extends Written>(scope: S, { temp, kept }: Progress): S {
  const now: S = { ...scope, temp: open(temp) };
  if (!isCollection(kept.data)) return now;
  const data = open({ ...scope.data, ...kept.data });
  const same = Object.entries(scope).flatMap(([name, value]) => (value === scope.data ? [[name, data]] : []));
  return { ...now, ...Object.fromEntries(same), data };
}
