import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Load, LoadResult } from "./load.ts";
import { bodyOf, ITEMS } from "./served.ts";

const [minutes = "30", rate = "300"] = process.argv.slice(2);
const REPORT_EVERY = 10_000;

/**
 * `node bench/soak.ts MINUTES REQUESTS_PER_SECOND`: a server with deliveries and a retention of a minute, under an even
 * load of requests of ten items; every ten seconds what it has accepted, its memory, and its files. With even load all of
 * them come to rest after the first minutes.
 */
async function soak(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "imlc-soak-"));
  const server = fork(new URL("./soaked.ts", import.meta.url), [folder], { stdio: "inherit" });
  const [port] = (await once(server, "message")) as [number];
  const generator = fork(new URL("./load.ts", import.meta.url), { stdio: "inherit" });
  const end = performance.now() + Number(minutes) * 60_000;
  const began = performance.now();
  try {
    while (performance.now() < end) {
      const result = await load(generator, port);
      const seconds = ((performance.now() - began) / 1000).toFixed(0).padStart(5);
      const megabytes = (bytes: number): string => `${(bytes / 1e6).toFixed(0).padStart(4)} MB`;
      const size = (name: string): string => megabytes(statSync(join(folder, name)).size);
      const items = (result.requestsPerSecond * ITEMS).toFixed(0);
      console.log(
        `${seconds} s  ${items} items/s, ${result.bad} refused, p99 ${result.p99.toFixed(0)} ms  memory ${megabytes(await memoryOf(server))}  store ${size("store.db")}  log ${size("store.db-wal")}`,
      );
    }
  } finally {
    generator.kill();
    server.kill();
    await once(server, "exit");
    rmSync(folder, { recursive: true, force: true });
  }
}

async function load(generator: ChildProcess, port: number): Promise<LoadResult> {
  const answered = once(generator, "message");
  const path = "/hooks/bench/hook";
  const asked: Load = {
    port,
    path,
    body: bodyOf(97),
    connections: 64,
    milliseconds: REPORT_EVERY,
    rate: Number(rate),
  };
  generator.send(asked);
  const [result] = (await answered) as [LoadResult];
  return result;
}

async function memoryOf(server: ChildProcess): Promise<number> {
  const answered = once(server, "message");
  server.send("memory");
  const [bytes] = (await answered) as [number];
  return bytes;
}

await soak();
