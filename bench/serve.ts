import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApp } from "../runtime/app.ts";
import { systemClock } from "../runtime/clock.ts";
import type { AppModule, Webhook } from "../runtime/contract.ts";
import { openSqlite } from "../runtime/engine/sqlite/engine.ts";
import { listen } from "../runtime/http/node.ts";
import { receive } from "../runtime/receive/receive.ts";
import { createSecrets, newSecretKey } from "../runtime/secrets.ts";
import type { Load, LoadResult } from "./load.ts";
import type { Row } from "./main.ts";

const CONNECTIONS = 64;
const ITEMS = 10;
const ROUNDS = 5;
const ROUND_MILLISECONDS = 2000;

/** Requests per second of our servers against bare `node:http` that parses the JSON and answers. */
export async function serveBench(): Promise<Row[]> {
  const servers = [await bare(), await evaluating(), await durable()];
  const generator = fork(new URL("./load.ts", import.meta.url), { stdio: "inherit" });
  try {
    for (const { port } of servers) await measure(generator, port, ROUND_MILLISECONDS / 2);
    const rounds: (readonly LoadResult[])[] = [];
    for (let round = 0; round < ROUNDS; round += 1) {
      const results: LoadResult[] = [];
      for (const { port } of servers) results.push(await measure(generator, port, ROUND_MILLISECONDS));
      rounds.push(results);
    }
    const medians = servers.map((_, index) => medianOf(rounds.flatMap((results) => results[index] ?? [])));
    const peer = medians[0]?.requestsPerSecond ?? 0;
    return servers.slice(1).map(({ name }, index) => {
      const { requestsPerSecond: ours = 0, p50 = 0, p99 = 0 } = medians[index + 1] ?? {};
      const latency = `p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms`;
      return { name: `${name} (${latency})`, ours, peer, unit: "req/s", ratio: ours / peer };
    });
  } finally {
    generator.kill();
    for (const server of servers) await server.close();
  }
}

interface Server {
  readonly name: string;
  readonly port: number;
  close(): Promise<void>;
}

/** 1.5 kB of ten items, each of another user. */
const body = JSON.stringify({
  data: Array.from({ length: ITEMS }, (_, n) => ({ userId: n + 1, kind: "message", text: "x".repeat(97) })),
});

const webhook: Webhook = {
  verification: { condition: ({ body: read }) => read?.type === ("url_verification" as unknown) },
  iterate: ({ body: read }) => read?.data,
  uid: ({ item }) => item?.userId,
  output: ({ item }) => ({ from: item?.userId, text: item?.text }),
  places: {},
};

async function bare(): Promise<Server> {
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
  const { port } = server.address() as AddressInfo;
  return { name: "node:http and JSON.parse", port, close: async () => void server.close() };
}

async function evaluating(): Promise<Server> {
  const module = { communication: webhook };
  let requests = 0;
  const { port, close } = await listen(
    async (request) => receive(module, request, { now: Date.now(), executionId: String(++requests) }).reply,
    { host: "127.0.0.1", port: 0 },
  );
  return { name: "serve: evaluated, not stored", port, close };
}

async function durable(): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), "imlc-bench-"));
  const engine = await openSqlite({ file: join(folder, "store.db") });
  const app: AppModule = { id: "bench", webhooks: { hook: { communication: webhook } }, connections: {} };
  const served = createApp({
    apps: [app],
    engine,
    wake: () => undefined,
    secrets: await createSecrets(newSecretKey()),
    send: () => Promise.reject(new Error("nothing is sent")),
    log: () => undefined,
    clock: systemClock,
    publicUrl: "http://127.0.0.1",
  });
  for (let uid = 1; uid <= ITEMS; uid += 1) {
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
  const { port, close } = await listen((request) => served.fetch(request), { host: "127.0.0.1", port: 0 });
  return {
    name: "serve: durable before the answer, SQLite FULL",
    port,
    async close() {
      await close();
      await engine.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function measure(generator: ChildProcess, port: number, milliseconds: number): Promise<LoadResult> {
  const load: Load = { port, path: "/hooks/bench/hook", body, connections: CONNECTIONS, milliseconds };
  const answered = once(generator, "message");
  generator.send(load);
  const [result] = (await answered) as [LoadResult];
  if (result.bad > 0) throw new Error(`${result.bad} of ${result.good + result.bad} requests were not accepted.`);
  return result;
}

function medianOf(results: readonly LoadResult[]): LoadResult | undefined {
  return results.toSorted((a, b) => a.requestsPerSecond - b.requestsPerSecond)[Math.floor(results.length / 2)];
}

if (import.meta.main) console.table(await serveBench());
