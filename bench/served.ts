import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { createApp } from "../runtime/app.ts";
import { systemClock } from "../runtime/clock.ts";
import type { AppModule, Webhook } from "../runtime/contract.ts";
import type { Engine } from "../runtime/engine/engine.ts";
import { openSqlite } from "../runtime/engine/sqlite/engine.ts";
import { listen } from "../runtime/http/node.ts";
import { receive } from "../runtime/receive/receive.ts";
import { createSecrets, newSecretKey } from "../runtime/secrets.ts";

/** A server that takes `POST /hooks/bench/hook`. */
export interface Served {
  readonly port: number;
}

/** Items in a request, each of another user. */
export const ITEMS = 10;

export interface Event {
  readonly userId: number;
  readonly text: string;
}

/** The body of a request, of about 1.5 kB with texts of 97 characters. */
export function bodyOf(text: number): string {
  return JSON.stringify({
    data: Array.from({ length: ITEMS }, (_, n) => ({ userId: n + 1, kind: "message", text: "x".repeat(text) })),
  });
}

export const webhook: Webhook = {
  verification: { condition: ({ body: read }) => read?.type === ("url_verification" as unknown) },
  iterate: ({ body: read }) => read?.data,
  uid: ({ item }) => item?.userId,
  output: ({ item }) => ({ from: item?.userId, text: item?.text }),
  places: {},
};

/** Parses the JSON and answers. */
export async function bare(): Promise<Served> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const parsed: { readonly data: readonly unknown[] } = JSON.parse(Buffer.concat(chunks).toString());
      response.writeHead(parsed.data.length === ITEMS ? 200 : 400, {
        "content-type": "text/plain",
        "content-length": 8,
      });
      response.end("Accepted");
    });
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return server.address() as AddressInfo;
}

/** Ours, without the store. */
export async function evaluating(): Promise<Served> {
  const module = { communication: webhook };
  let requests = 0;
  return listen(
    async (request) => receive(module, request, { now: Date.now(), executionId: String(++requests) }).reply,
    { host: "127.0.0.1", port: 0 },
  );
}

/** Ours, on its store in `folder`, with nobody who delivers. */
export async function durable(folder: string): Promise<Served> {
  const engine = await openSqlite({ file: join(folder, "store.db") });
  const apps: readonly AppModule[] = [{ id: "bench", webhooks: { hook: { communication: webhook } }, connections: {} }];
  const served = createApp({
    apps: () => apps,
    common: () => ({}),
    environment: () => undefined,
    engine,
    wake: () => undefined,
    secrets: await createSecrets(newSecretKey()),
    send: () => Promise.reject(new Error("nothing is sent")),
    log: () => undefined,
    clock: systemClock,
    publicUrl: "http://127.0.0.1",
  });
  for (let uid = 1; uid <= ITEMS; uid += 1) await subscribe(engine, uid);
  return listen((request) => served.fetch(request), { host: "127.0.0.1", port: 0, isBehind: served.isBehind });
}

async function subscribe(engine: Engine, uid: number): Promise<void> {
  const [id, createdAt] = [`c${uid}`, Date.now()];
  await engine.putConnection({ app: "bench", id, uid: String(uid), secret: "", createdAt, updatedAt: createdAt });
  const target = { kind: "function", name: "none" } as const;
  await engine.createSubscription({
    id: `s${uid}`,
    app: "bench",
    webhook: "hook",
    connection: id,
    parameters: "{}",
    target,
    createdAt,
    lateMatch: false,
  });
  await engine.moveSubscription(`s${uid}`, ["attaching"], { state: "attached", at: createdAt });
}
