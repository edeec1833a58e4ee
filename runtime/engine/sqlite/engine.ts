import type { Engine } from "../engine.ts";
import { openThread, type Thread } from "./thread.ts";

export interface SqliteOptions {
  /** Path of the database, created if it is missing, folders too; `:memory:` keeps nothing. */
  readonly file: string;
}

export interface SqliteEngine extends Engine {
  /** Copies the store as it is to a new file, while it is in use. Rejects if there is something at that path. */
  copy(to: string): Promise<void>;
}

/**
 * Opens an engine on one SQLite file, which belongs to this process until `close`. Rejects with an `EngineError` if the
 * file cannot be opened, is damaged, newer than this program, or in use.
 */
export async function openSqlite({ file }: SqliteOptions): Promise<SqliteEngine> {
  return engineOf(await openThread(file));
}

/** The engine whose operations something else runs. */
export function engineOf({ call, copy, close }: Thread): SqliteEngine {
  return {
    accept: (request) => call("accept", { ...request, body: own(request.body) }),
    putConnection: (connection) => call("putConnection", connection),
    connection: (app, id) => call("connection", app, id),
    removeConnection: (app, id) => call("removeConnection", app, id),
    putAuthorization: (authorization) => call("putAuthorization", authorization),
    takeAuthorization: (key, now) => call("takeAuthorization", key, now),
    sealed: (part) => call("sealed", part),
    reseal: (changes) => call("reseal", changes),
    createSubscription: (subscription) => call("createSubscription", subscription),
    subscription: (id) => call("subscription", id),
    moveSubscription: (id, from, change) => call("moveSubscription", id, from, change),
    patchSubscription: (id, change) => call("patchSubscription", id, change),
    dueSubscriptions: (now, limit) => call("dueSubscriptions", now, limit),
    lanes: () => call("lanes"),
    heads: (subscription, limit) => call("heads", subscription, limit),
    settle: (outcomes) => call("settle", outcomes),
    deadLetter: (id) => call("deadLetter", id),
    redrive: (id) => call("redrive", id),
    redriveDead: (filter, limit) => call("redriveDead", filter, limit),
    request: (id) => call("request", id),
    itemsOf: (request) => call("itemsOf", request),
    requests: (page) => call("requests", page),
    delivery: (id) => call("delivery", id),
    deliveries: (page) => call("deliveries", page),
    deadLetters: (page) => call("deadLetters", page),
    unownedItem: (id) => call("unownedItem", id),
    unowned: (page) => call("unowned", page),
    connections: (page) => call("connections", page),
    subscriptions: (page) => call("subscriptions", page),
    counts: () => call("counts"),
    sweep: async (now, retention) => {
      let dropped = 0;
      for (let part = await call("sweep", now, retention); part > 0; part = await call("sweep", now, retention))
        dropped += part;
      while ((await call("shrink")) > 0);
      return dropped;
    },
    copy,
    close,
  };
}

/** A message carries the whole buffer that a view looks at; a body is often a small view of a large, shared one. */
function own(body: Uint8Array): Uint8Array {
  return body.byteLength === body.buffer.byteLength ? body : new Uint8Array(body);
}
