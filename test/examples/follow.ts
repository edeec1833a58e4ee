import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { stripVTControlCharacters } from "node:util";
import type { Block } from "../docs/blocks.ts";
import { until } from "../e2e/server.ts";
import { freePort } from "../free-port.ts";
import { readerWith } from "./installed.ts";

/** Somebody who does what a README says. What it says of ports is done with free ones. */
export interface Reader {
  /** Does what a block says: runs its commands, or waits until a server prints what it shows. */
  readonly follow: (block: Block) => Promise<void>;
  /** Where the server is that the README says to be on a port. */
  readonly address: (port: string) => string;
  /** Ends the servers. */
  readonly leave: () => Promise<void>;
}

/** A reader in the folder of a project, who has the commands of another folder: `node` above all. */
export async function createReader(cwd: string, commands: string): Promise<Reader> {
  const ports = await freePorts();
  // What the README asks is on this machine, and no proxy is asked for it.
  const env = { ...readerWith(commands), PORT: ports.get("3000"), NO_PROXY: "*", no_proxy: "*" };
  const servers = new Map<string, Running>();
  const leave = async (name: string): Promise<void> => {
    await servers.get(name)?.end();
  };

  async function run(place: string, script: string): Promise<void> {
    const { ended, printed } = running(script, cwd, env);
    const code = await ended;
    if (code !== 0) throw new Error(`${place} ends with ${code}:\n${printed()}`);
  }

  async function start(place: string, script: string, name: string): Promise<void> {
    await leave(name);
    const server = running(script, cwd, env);
    servers.set(name, server);
    const tooEarly = server.ended.then((code) => {
      throw new Error(`${place} has ended with ${code}:\n${server.printed()}`);
    });
    const hasAddress = () => /http:\/\/\S+:\d/.test(server.printed());
    const started = until(hasAddress, 60_000, `${place}: an address`).catch((error: Error) => {
      throw new Error(`${error.message} It printed:\n${server.printed()}`);
    });
    await Promise.race([tooEarly, started]);
  }

  return {
    address: (port) => `http://localhost:${ports.get(port)}`,
    async follow({ place, language, text }) {
      const script = text.replace(/\b\d{4}\b/g, (number) => ports.get(number) ?? number);
      const server = serverOf(script);
      if (language === "text") {
        const isPrinted = () => [...servers.values()].some(({ printed }) => printed().includes(text.trim()));
        await until(isPrinted, 30_000, `${place}: ${text}`);
      } else if (server === undefined) await run(place, script);
      else await start(place, script, server);
    },
    leave: async () => {
      for (const name of servers.keys()) await leave(name);
    },
  };
}

/** Free ports, by those that READMEs name. */
async function freePorts(): Promise<ReadonlyMap<string, string>> {
  const found = ["3000", "3001", "5173"].map(async (named) => [named, String(await freePort())] as const);
  return new Map(await Promise.all(found));
}

/** The command of a script that does not end by itself; undefined if there is none. */
function serverOf(script: string): string | undefined {
  return /\b(?:node \S+\.ts|imlc serve|vite --port)/.exec(script)?.[0];
}

interface Running {
  /** What it has printed, without colours: those that know that they run in CI print an address in several. */
  readonly printed: () => string;
  /** Becomes the exit code. */
  readonly ended: Promise<number | null>;
  /** Ends it, with all that it has started. */
  readonly end: () => Promise<unknown>;
}

function running(script: string, cwd: string, env: NodeJS.ProcessEnv): Running {
  const child: ChildProcess = spawn("bash", ["-ec", script], { cwd, env, detached: true });
  let printed = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (data: Buffer) => {
      printed += data.toString();
    });
  }
  const ended = once(child, "close").then(([code]: (number | null)[]) => code ?? null);
  return {
    printed: () => stripVTControlCharacters(printed),
    ended,
    end: () => {
      const hasEnded = child.exitCode !== null || child.signalCode !== null;
      if (child.pid !== undefined && !hasEnded) process.kill(-child.pid, "SIGTERM");
      return ended;
    },
  };
}
