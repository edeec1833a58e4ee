import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Load, LoadResult } from "./load.ts";
import type { Row } from "./main.ts";
import { bodyOf } from "./served.ts";
import type { ServerName } from "./server.ts";

const ROUNDS = 5;
const ROUND_MILLISECONDS = 2000;
/** Requests per second at which latency is measured. */
const RATE = 1000;
/** Connections that ask without a pause, far above what is answered in time, with bodies of about 20 kB. */
const OVERLOAD = { connections: 6000, text: 2000 };

const PARTS = ["rates", "latencies", "overload"] as const;

/** What can be measured alone. */
type Part = (typeof PARTS)[number];

/** Our server against bare `node:http`, and against one written by hand for the same task: rates, latencies, memory. */
export async function serveBench(seconds = 10, parts: readonly Part[] = PARTS): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "imlc-bench-"));
  const generator = fork(new URL("./load.ts", import.meta.url), { stdio: "inherit" });
  const servers: Server[] = [];
  try {
    for (const name of NAMES) servers.push(await startServer(name, folder));
    const measure = (server: Server, load: Partial<Load>): Promise<LoadResult> =>
      ask(generator, { ...server, ...load });
    for (const server of servers) await measure(server, { milliseconds: ROUND_MILLISECONDS / 2 });
    const rows: Row[] = [];
    for (const part of parts) rows.push(...(await measurePart(part, servers, measure, seconds)));
    return rows;
  } finally {
    generator.kill();
    for (const { child } of servers) child.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measurePart(part: Part, servers: readonly Server[], measure: Measure, seconds: number): Promise<Row[]> {
  switch (part) {
    case "rates":
      return ratesOf(servers, measure);
    case "latencies":
      return latenciesOf(servers, measure, seconds);
    case "overload":
      return overloadOf(servers, measure);
  }
}

const NAMES = ["bare", "evaluating", "durable", "peer"] as const satisfies readonly ServerName[];

interface Server {
  readonly child: ChildProcess;
  readonly port: number;
}

type Measure = (server: Server, load: Partial<Load>) => Promise<LoadResult>;

async function startServer(name: ServerName, folder: string): Promise<Server> {
  const child = fork(new URL("./server.ts", import.meta.url), [name, folder], { stdio: "inherit" });
  const [port] = (await once(child, "message")) as [number];
  return { child, port };
}

async function ask(generator: ChildProcess, load: Pick<Server, "port"> & Partial<Load>): Promise<LoadResult> {
  const { port, path = "/hooks/bench/hook", body = bodyOf(97), connections = 64, milliseconds = 1000, rate } = load;
  const answered = once(generator, "message");
  generator.send({ port, path, body, connections, milliseconds, rate } satisfies Load);
  const [result] = (await answered) as [LoadResult];
  return result;
}

/** A figure of a run in which requests failed would be no figure. */
function sound(result: LoadResult): LoadResult {
  if (result.bad > 0) throw new Error(`${result.bad} of ${result.good + result.bad} requests failed.`);
  return result;
}

async function ratesOf(servers: readonly Server[], measure: Measure): Promise<Row[]> {
  const rounds: (readonly number[])[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const results: number[] = [];
    for (const server of servers) {
      results.push(sound(await measure(server, { milliseconds: ROUND_MILLISECONDS })).requestsPerSecond);
    }
    rounds.push(results);
  }
  const [bare = 0, evaluated = 0, durable = 0, peer = 0] = servers.map((_, index) =>
    medianOf(rounds.map((results) => results[index] ?? 0)),
  );
  return [
    rate("serve: evaluated, not stored / node:http and JSON.parse", evaluated, bare),
    rate("serve: durable, SQLite FULL / node:http and JSON.parse", durable, bare),
    rate("serve: durable, SQLite FULL / fastify and node:sqlite, FULL", durable, peer),
  ];
}

function rate(name: string, ours: number, peer: number): Row {
  return { name, ours, peer, unit: "req/s", ratio: ours / peer };
}

/** At fixed arrival times, each latency counted from when the request was due: nothing is omitted when a server stalls. */
async function latenciesOf([, , durable, peer]: readonly Server[], measure: Measure, seconds: number): Promise<Row[]> {
  if (durable === undefined || peer === undefined) return [];
  const load = { rate: RATE, milliseconds: seconds * 1000 };
  const [ours, theirs] = [sound(await measure(durable, load)), sound(await measure(peer, load))];
  const row = (part: "p50" | "p99" | "longest"): Row => ({
    name: `serve: durable, ${part} at ${RATE} req/s (${ours.turnedAway} turned away) / fastify and node:sqlite`,
    ours: ours[part],
    peer: theirs[part],
    unit: "ms",
    ratio: ours[part] / theirs[part],
  });
  return [row("p50"), row("p99"), row("longest")];
}

/**
 * The highest memory of our process, and its slowest good answer, against what they may be. The client's own connecting is
 * in that answer, so that of a server which does nothing is measured, too.
 */
async function overloadOf([bare, , durable]: readonly Server[], measure: Measure): Promise<Row[]> {
  if (bare === undefined || durable === undefined) return [];
  const { connections, text } = OVERLOAD;
  const load = { connections, body: bodyOf(text), milliseconds: 5000 };
  const idle = await measure(bare, load);
  const result = await measure(durable, load);
  const answered = once(durable.child, "message");
  durable.child.send("memory");
  const [bytes] = (await answered) as [number];
  const name = `serve: ${connections} connections at once, ${result.good} taken, ${result.turnedAway} turned away, ${result.bad} cut off`;
  const slowest = { ours: result.longest, unit: "ms" } as const;
  return [
    { name: `${name}: memory / 512 MB`, ours: bytes / 2 ** 20, peer: 512, unit: "MB", ratio: bytes / 2 ** 29 },
    { name: `${name}: slowest / 2.5 s`, ...slowest, peer: 2500, ratio: result.longest / 2500 },
    { name: `${name}: slowest / node:http`, ...slowest, peer: idle.longest, ratio: result.longest / idle.longest },
  ];
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

if (import.meta.main) {
  const { values } = parseArgs({ options: { seconds: { type: "string", default: "10" }, part: { type: "string" } } });
  const parts = PARTS.filter((part) => values.part === undefined || part === values.part);
  console.table(await serveBench(Number(values.seconds), parts));
}
