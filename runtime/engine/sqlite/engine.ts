import type { Engine } from "../engine.ts";
import { openThread } from "./thread.ts";

export interface SqliteOptions {
  /** Path of the database, created if it is missing, folders too; `:memory:` keeps nothing. */
  readonly file: string;
}

/**
 * Opens an engine on one SQLite file, which belongs to this process until `close`. Rejects with an `EngineError` if the
 * file cannot be opened, is damaged, newer than this program, or in use.
 */
export async function openSqlite({ file }: SqliteOptions): Promise<Engine> {
  const { call, close } = await openThread(file);
  return {
    accept: (request) => call("accept", { ...request, body: own(request.body) }),
    putConnection: (connection) => call("putConnection", connection),
    connection: (app, id) => call("connection", app, id),
    createSubscription: (subscription) => call("createSubscription", subscription),
    subscription: (id) => call("subscription", id),
    moveSubscription: (id, from, change) => call("moveSubscription", id, from, change),
    patchSubscription: (id, change) => call("patchSubscription", id, change),
    lanes: () => call("lanes"),
    heads: (subscription, limit) => call("heads", subscription, limit),
    settle: (outcomes) => call("settle", outcomes),
    deadLetter: (id) => call("deadLetter", id),
    redrive: (id) => call("redrive", id),
    request: (id) => call("request", id),
    requests: (page) => call("requests", page),
    deliveries: (page) => call("deliveries", page),
    deadLetters: (page) => call("deadLetters", page),
    unowned: (page) => call("unowned", page),
    connections: (page) => call("connections", page),
    subscriptions: (page) => call("subscriptions", page),
    counts: () => call("counts"),
    sweep: async (now, retention) => {
      let dropped = 0;
      for (;;) {
        const part = await call("sweep", now, retention);
        if (part === 0) return dropped;
        dropped += part;
      }
    },
    close,
  };
}

/** A message carries the whole buffer that a view looks at; a body is often a small view of a large, shared one. */
function own(body: Uint8Array): Uint8Array {
  return body.byteLength === body.buffer.byteLength ? body : new Uint8Array(body);
}
