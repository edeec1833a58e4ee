import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import fastify from "fastify";
import { type Event, ITEMS, type Served } from "./served.ts";

/**
 * What a careful person writes by hand for the same task: fastify, `node:sqlite`, the raw request, its items and one delivery
 * for each owner kept before the answer, with FULL sync. Requests of one turn of the event loop share a commit.
 */
export async function peer(folder: string): Promise<Served> {
  const db = new DatabaseSync(join(folder, "peer.db"));
  db.exec(TABLES);
  const [begin, commit] = [db.prepare("BEGIN IMMEDIATE"), db.prepare("COMMIT")];
  const insertRequest = db.prepare("INSERT INTO request (id, at, headers, body) VALUES (?, ?, ?, ?)");
  const insertItem = db.prepare("INSERT INTO item (request, uid, output) VALUES (?, ?, ?)");
  const insertDelivery = db.prepare(
    "INSERT INTO delivery (subscription, item, state, due) VALUES (?, ?, 'pending', ?)",
  );
  const subscriptions = new Map(Array.from({ length: ITEMS }, (_, n) => [String(n + 1), n + 1]));

  const store = ({ headers, body, data }: Taken): void => {
    const now = Date.now();
    const request = insertRequest.run(randomUUID(), now, headers, body).lastInsertRowid;
    for (const { userId, text } of data) {
      const item = insertItem.run(request, String(userId), JSON.stringify({ from: userId, text })).lastInsertRowid;
      const subscription = subscriptions.get(String(userId));
      if (subscription !== undefined) insertDelivery.run(subscription, item, now);
    }
  };
  let waiting: (Taken & { readonly stored: () => void })[] = [];
  const flush = (): void => {
    const batch = waiting;
    waiting = [];
    begin.run();
    for (const taken of batch) store(taken);
    commit.run();
    for (const { stored } of batch) stored();
  };
  const durable = (taken: Taken): Promise<void> =>
    new Promise((stored) => {
      if (waiting.push({ ...taken, stored }) === 1) setImmediate(flush);
    });

  const server = fastify({ bodyLimit: 5_000_000 });
  server.addContentTypeParser("application/json", { parseAs: "buffer" }, (_request, body, done) => done(null, body));
  server.post<{ Body: Buffer }>("/hooks/bench/hook", async ({ headers, body }, reply) => {
    const { data }: { readonly data: readonly Event[] } = JSON.parse(body.toString());
    await durable({ headers: JSON.stringify(headers), body, data });
    return reply.type("text/plain").send("Accepted");
  });
  await server.listen({ port: 0, host: "127.0.0.1" });
  const address = server.server.address();
  return { port: typeof address === "object" ? (address?.port ?? 0) : 0 };
}

interface Taken {
  readonly headers: string;
  readonly body: Buffer;
  readonly data: readonly Event[];
}

const TABLES = `
PRAGMA journal_mode = WAL;
PRAGMA synchronous = FULL;
CREATE TABLE request (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, at INTEGER NOT NULL, headers TEXT NOT NULL, body BLOB NOT NULL) STRICT;
CREATE TABLE item (seq INTEGER PRIMARY KEY, request INTEGER NOT NULL, uid TEXT NOT NULL, output TEXT NOT NULL) STRICT;
CREATE TABLE delivery (seq INTEGER PRIMARY KEY, subscription INTEGER NOT NULL, item INTEGER NOT NULL, state TEXT NOT NULL, due INTEGER NOT NULL) STRICT;
CREATE INDEX delivery_lane ON delivery (subscription, item) WHERE state = 'pending';
`;
