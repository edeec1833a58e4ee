import type { DatabaseSync } from "node:sqlite";
import type { Engine } from "../engine.ts";
import { createAccept } from "./accept.ts";
import { createPutConnection } from "./connections.ts";
import { createEnqueue } from "./enqueue.ts";
import { createLanes } from "./lanes.ts";
import type { Owners } from "./owners.ts";
import { createReads } from "./reads.ts";
import { createSettle } from "./settle.ts";
import { createSubscriptions } from "./subscriptions.ts";
import { createSweep } from "./sweep.ts";
import type { Tally } from "./tally.ts";

/** The port without its promises: each operation runs at once, inside the caller's transaction. `sweep` drops a part. */
export type Store = { readonly [M in Exclude<keyof Engine, "close">]: Sync<Engine[M]> };

type Sync<F> = F extends (...parameters: infer P) => Promise<infer R> ? (...parameters: P) => R : never;

/** The operations on an open database, every statement prepared. */
export function createStore(db: DatabaseSync, tally: Tally, owners: Owners): Store {
  const enqueue = createEnqueue(db, tally);
  return {
    accept: createAccept(db, tally, owners, enqueue),
    putConnection: createPutConnection(db, enqueue),
    ...createSubscriptions(db, tally, enqueue),
    settle: createSettle(db, tally),
    ...createLanes(db, tally),
    ...createReads(db),
    counts: tally.now,
    sweep: createSweep(db, tally),
  };
}
