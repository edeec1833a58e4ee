import { mkdtempSync, rmSync } from "node:fs";
import { Agent, createServer, request, type Server } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { admin, listen, root, type Serving, serve, until } from "./server.ts";

export interface Endurance {
  /** How often the server is ended under load and started again. */
  readonly cycles: number;
  readonly signal: "SIGKILL" | "SIGTERM";
  /** Milliseconds of load from the first answers to the end: between half of it and one and a half. */
  readonly load: number;
  /** Between 0 and 1. */
  readonly random: () => number;
}

/** What came of it. All but the first three must be nothing. */
export interface Endured {
  readonly requests: number;
  readonly items: number;
  /** Requests per second while the server was up. */
  readonly rate: number;
  /** Milliseconds that the slowest end took. */
  readonly slowestEnd: number;
  /** Answers other than 200. */
  readonly refused: readonly string[];
  /** Items that were accepted and never came. */
  readonly lost: readonly string[];
  /** Items that came after later ones of their subscription. */
  readonly inversions: readonly string[];
  /** Items that came twice under different delivery ids. */
  readonly renamed: readonly string[];
  /** Exit codes and signals of ends that are not as they should be. */
  readonly ends: readonly string[];
}

const USERS = Array.from({ length: 32 }, (_, n) => String(n + 1));
const ITEMS = 2;
/** Items that are answered in each cycle, however slow the machine is. */
export const LEAST = 10;

/**
 * A real server process on a file, clients that send to it without pause, and a consumer over HTTP; the server is ended
 * again and again. Each user has one client, which numbers the items and sends one request after the other.
 */
export async function endure({ cycles, signal, load, random }: Endurance): Promise<Endured> {
  const consumer = await openConsumer();
  const chat = createServer((_request, response) => {
    response.writeHead(201, { "content-type": "application/json" }).end('{"id": "hook"}');
  });
  const service = await listen(chat);
  const cwd = mkdtempSync(join(tmpdir(), "imlc-endurance-"));
  const start = (): Promise<Serving> => {
    const hosts = [consumer.url, service].flatMap((url) => ["--allow-host", url.slice("http://".length)]);
    const where = ["--port", "0", "--store", "sqlite:store.db", "--resolve", `https://www.example.com=${service}`];
    return serve([join(root, "examples/chat"), ...where, ...hosts], { cwd });
  };

  const clients = USERS.map((uid) => createClient(uid));
  const refused: string[] = [];
  const ends: string[] = [];
  let [up, slowestEnd] = [0, 0];
  let server = await start();
  for (const uid of USERS) await subscribe(server.url, uid, `${consumer.url}/${uid}`);
  for (let cycle = 0; cycle < cycles; cycle += 1) {
    const agent = new Agent({ keepAlive: true });
    const began = performance.now();
    const sending = clients.map((client) => client.send(server.url, agent, refused));
    const answered = (): number => clients.reduce((sum, { accepted }) => sum + accepted.length, 0) + refused.length;
    const enough = answered() + LEAST;
    await until(() => answered() >= enough, 60_000, "the first answers of a cycle");
    await new Promise((resolve) => setTimeout(resolve, load * (0.5 + random())));
    up += performance.now() - began;
    const ending = performance.now();
    const code = await server.end(signal);
    slowestEnd = Math.max(slowestEnd, performance.now() - ending);
    if (code !== (signal === "SIGKILL" ? null : 0)) ends.push(`${cycle}: ${code} ${server.printed().slice(-500)}`);
    for (const client of clients) client.stop();
    await Promise.all(sending);
    agent.destroy();
    server = await start();
  }
  const missing = (): string[] => clients.flatMap(({ uid, accepted }) => consumer.missing(uid, accepted));
  const lost = await whatStays(missing);
  await server.end("SIGTERM");
  consumer.server.close();
  chat.close();
  rmSync(cwd, { recursive: true });
  const items = clients.reduce((sum, { accepted }) => sum + accepted.length, 0);
  const { inversions, renamed } = consumer;
  const requests = items / ITEMS;
  return { requests, items, rate: requests / (up / 1000), slowestEnd, refused, lost, inversions, renamed, ends };
}

/** What is missing still when nothing of it has come for a minute: after a long run, much may be under way. */
async function whatStays(missing: () => string[]): Promise<string[]> {
  let left = missing();
  for (let idle = 0; left.length > 0 && idle < 60; ) {
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const now = missing();
    idle = now.length < left.length ? 0 : idle + 1;
    left = now;
  }
  return left;
}

async function subscribe(url: string, uid: string, target: string): Promise<void> {
  await admin(url, "PUT", `/apps/chat/connections/${uid}`, { uid });
  const subscription = { connection: uid, target: { url: target } };
  const { status } = await admin(url, "POST", "/apps/chat/webhooks/webhook/subscriptions", subscription);
  if (status !== 201) throw new Error(`The subscription of ${uid} was answered with ${status}.`);
}

interface Client {
  readonly uid: string;
  /** The numbers of the items whose requests were answered with 200. */
  readonly accepted: number[];
  /** Sends one request after the other, until it is stopped or one is not answered. */
  send(url: string, agent: Agent, refused: string[]): Promise<void>;
  stop(): void;
}

function createClient(uid: string): Client {
  const accepted: number[] = [];
  let next = 0;
  let running = false;
  return {
    uid,
    accepted,
    stop: () => {
      running = false;
    },
    async send(url, agent, refused) {
      running = true;
      while (running) {
        const numbers = Array.from({ length: ITEMS }, () => next++);
        const status = await post(
          `${url}/hooks/chat/webhook`,
          agent,
          numbers.map((n) => ({ userId: Number(uid), n })),
        );
        if (status === undefined) return;
        if (status === 200) accepted.push(...numbers);
        else refused.push(`${uid} ${numbers[0]}: ${status}`);
      }
    },
  };
}

/** The status; undefined if there was no answer. */
function post(url: string, agent: Agent, data: readonly object[]): Promise<number | undefined> {
  return new Promise((resolve) => {
    const outgoing = request(url, { method: "POST", agent, headers: { "content-type": "application/json" } });
    outgoing.on("error", () => resolve(undefined));
    outgoing.on("response", (response) => {
      response.on("end", () => resolve(response.statusCode)).on("error", () => resolve(undefined));
      response.on("close", () => resolve(undefined)).resume();
    });
    outgoing.end(JSON.stringify({ data }));
  });
}

interface Consumer {
  readonly url: string;
  readonly server: Server;
  readonly inversions: readonly string[];
  readonly renamed: readonly string[];
  missing(uid: string, accepted: readonly number[]): string[];
}

async function openConsumer(): Promise<Consumer> {
  const inversions: string[] = [];
  const renamed: string[] = [];
  const seen = new Map(USERS.map((uid) => [uid, { last: -1, ids: new Map<number, string>() }]));
  const take = (uid: string, n: number, id: string): void => {
    const lane = seen.get(uid);
    if (lane === undefined) return;
    const before = lane.ids.get(n);
    if (before === undefined && n < lane.last) inversions.push(`${uid} ${n} after ${lane.last}`);
    if (before !== undefined && before !== id) renamed.push(`${uid} ${n}: ${before}, ${id}`);
    lane.ids.set(n, id);
    lane.last = Math.max(lane.last, n);
  };
  const server = createServer((incoming, response) => {
    let text = "";
    incoming.setEncoding("utf8").on("data", (chunk: string) => (text += chunk));
    incoming.on("end", () => {
      const { n } = JSON.parse(text) as { n: number };
      take((incoming.url ?? "").slice(1), n, String(incoming.headers["webhook-id"]));
      response.writeHead(204).end();
    });
  });
  const missing = (uid: string, accepted: readonly number[]): string[] =>
    accepted.filter((n) => seen.get(uid)?.ids.has(n) !== true).map((n) => `${uid} ${n}`);
  return { url: await listen(server), server, inversions, renamed, missing };
}
