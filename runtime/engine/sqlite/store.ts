import type { DatabaseSync } from "node:sqlite";
import type { Engine } from "../engine.ts";
import { createAccept } from "./accept.ts";
import { createAuthorizations } from "./authorizations.ts";
import { createConnections } from "./connections.ts";
import { createEnqueue } from "./enqueue.ts";
import { createKeptItems } from "./kept-items.ts";
import { createLanes } from "./lanes.ts";
import type { Owners } from "./owners.ts";
import { createReads } from "./reads.ts";
import { createSealed } from "./sealed.ts";
import { createSettle } from "./settle.ts";
import { createShrink } from "./shrink.ts";
import { createSubscriptions } from "./subscriptions.ts";
import { createSweep } from "./sweep.ts";
import type { Tally } from "./tally.ts";

/** The port without its promises: each operation runs at once, inside the caller's transaction. `sweep` drops a part. */
export type Store = { readonly [M in Exclude<keyof Engine, "close">]: Sync<Engine[M]> } & {
  /** Gives back a part of what the sweep left empty; answers 0 when there is little. */
  shrink(): number;
};

type Sync<F> = F extends (...parameters: infer P) => Promise<infer R> ? (...parameters: P) => R : never;

/** The operations on an open database, every statement prepared. */
export function createStore(db: DatabaseSync, tally: Tally, owners: Owners): Store {
  const enqueue = createEnqueue(db, tally);
  return {
    accept: createAccept(db, tally, owners, enqueue),
    ...createConnections(db, enqueue),
    ...createAuthorizations(db),
    ...createSealed(db),
    ...createSubscriptions(db, tally, enqueue),
    settle: createSettle(db, tally),
    ...createLanes(db, tally),
    ...createReads(db),
    itemsOf: createKeptItems(db),
    counts: tally.now,
    sweep: createSweep(db, tally),
    shrink: createShrink(db),
  };
}
