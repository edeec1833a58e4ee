import type { DatabaseSync } from "node:sqlite";
import type { UnownedReason } from "../engine.ts";
import { exact } from "./exact.ts";
import { statement } from "./statement.ts";

export interface Owner {
  readonly seq: number;
  /** The subscription's id. */
  readonly id: string;
}

export type Match =
  | { readonly kind: "owned"; readonly owners: readonly Owner[] }
  | { readonly kind: "unowned"; readonly reason: UnownedReason };

/** Which subscriptions an item belongs to: those of connections with exactly its uid. There is no default owner. */
export interface Owners {
  of(app: string, webhook: string, uid: string | undefined): Match;
  /** To be told whenever connections or subscriptions may have changed: what was looked up is remembered until then. */
  forget(): void;
}

/** The states in which a subscription gets new items, as SQL text. */
export const ownerStates = "('attaching', 'attached')";

export function createOwners(db: DatabaseSync): Owners {
  const owners = statement<[string, string, string], Owner>(
    db,
    `SELECT s.seq, s.id FROM connection c JOIN subscription s ON s.connection = c.seq
     WHERE c.app = ? AND c.uid = ? AND s.webhook = ? AND s.state IN ${ownerStates}`,
  );
  const connection = statement<[string, string], { seq: number }>(
    db,
    "SELECT seq FROM connection WHERE app = ? AND uid = ? LIMIT 1",
  );
  const lookUp = (app: string, webhook: string, uid: string): Match => {
    const found = owners.all(app, exact(uid), webhook);
    if (found.length > 0) return { kind: "owned", owners: found };
    const reason = connection.get(app, exact(uid)) === undefined ? "no-connection" : "no-subscription";
    return { kind: "unowned", reason };
  };
  const known = new Map<string, Match>();
  return {
    of: (app, webhook, uid) => {
      if (uid === undefined) return { kind: "unowned", reason: "no-uid" };
      const key = JSON.stringify([app, webhook, uid]);
      const match = known.get(key) ?? lookUp(app, webhook, uid);
      if (known.size >= MOST_KNOWN) known.clear();
      known.set(key, match);
      return match;
    },
    forget: () => known.clear(),
  };
}

/** Uids remembered: some megabytes. */
const MOST_KNOWN = 10_000;
