import type { Finding } from "../answers.ts";

/** Names lists of findings: the same list always by the same name, and no other one ever by that. */
export type ResultIds = (findings: readonly Finding[]) => string;

/** Names for lists that have none yet. */
export function createResultIds(): ResultIds {
  // A client may still hold names that a server before this one has given.
  const start = Date.now().toString(36);
  const ids = new WeakMap<readonly Finding[], string>();
  let count = 0;
  return (findings) => {
    const id = ids.get(findings) ?? `${start}-${count++}`;
    ids.set(findings, id);
    return id;
  };
}
