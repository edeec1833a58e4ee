import { type ChildProcess, spawn } from "node:child_process";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** How the checkout runs the command line. */
export const imlc = [
  process.execPath,
  "--conditions=imlc-source",
  "--disable-warning=ExperimentalWarning",
  `${root}cli/bin.ts`,
] as const;

export const adminToken = "test-admin-token";
export const secretKey = Buffer.alloc(32, 7).toString("base64");

/** That of who runs the tests, but for his proxies, behind which no target of a test is. */
export const environment: NodeJS.ProcessEnv = Object.fromEntries(
  Object.entries(process.env).filter(([name]) => !/^(?:https?|all|no)_proxy$/i.test(name)),
);

/** A server process as a user starts it. */
export interface Serving {
  readonly url: string;
  readonly child: ChildProcess;
  /** Everything it has printed so far, results and log. */
  readonly printed: () => string;
  /** Ends it with the signal and waits for its end; answers the exit code, null if the signal ended it. */
  readonly end: (signal: NodeJS.Signals) => Promise<number | null>;
}

/** Starts `imlc serve` and resolves when it says where it listens. */
export async function serve(
  args: readonly string[],
  options: {
    readonly cwd: string;
    readonly env?: Record<string, string>;
    /** In kilobytes: what the system lets no file of the process grow above. */
    readonly largestFile?: number;
  },
): Promise<Serving> {
  const limit = options.largestFile === undefined ? "" : `ulimit -f ${options.largestFile}; `;
  const child = spawn("bash", ["-c", `${limit}exec "$@"`, "bash", ...imlc, "serve", ...args], {
    cwd: options.cwd,
    env: { ...environment, IMLC_ADMIN_TOKEN: adminToken, IMLC_SECRET_KEY: secretKey, ...options.env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let printed = "";
  // Not `exit`, which may come before the last of what it has printed.
  const ended = new Promise<number | null>((resolve) => child.once("close", (code) => resolve(code)));
  const url = await new Promise<string>((resolve, reject) => {
    const read = (data: Buffer): void => {
      printed += data.toString();
      const found = /(http:\/\/127\.0\.0\.1:\d+)/.exec(printed)?.[1];
      if (found !== undefined) resolve(found);
    };
    child.stdout.on("data", read);
    child.stderr.on("data", read);
    void ended.then((code) => reject(new Error(`imlc serve ended with ${code}:\n${printed}`)));
  });
  return {
    url,
    child,
    printed: () => printed,
    end: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

/** A delivery as a target saw it. */
export interface Arrival {
  readonly id: string;
  readonly signature: string;
  readonly timestamp: string;
  readonly text: string;
}

/** A target that takes what it is sent and remembers it, by the path it was sent to. */
export interface Inbox {
  readonly url: string;
  readonly server: Server;
  readonly arrivals: ReadonlyMap<string, readonly Arrival[]>;
}

export async function openInbox(): Promise<Inbox> {
  const arrivals = new Map<string, Arrival[]>();
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { headers, url = "" } = request;
    arrivals.set(url, [
      ...(arrivals.get(url) ?? []),
      {
        id: String(headers["webhook-id"]),
        signature: String(headers["webhook-signature"]),
        timestamp: String(headers["webhook-timestamp"]),
        text: Buffer.concat(chunks).toString(),
      },
    ]);
    response.writeHead(204).end();
  });
  return { url: await listen(server), server, arrivals };
}

/** Listens on a free loopback port; answers the origin. */
export async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Calls the admin API; answers status and JSON. */
export async function admin(
  base: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<{ status: number; json: unknown }> {
  const response = await fetch(`${base}/admin${path}`, {
    method,
    headers: { authorization: `Bearer ${adminToken}`, "content-type": "application/json" },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, json: text === "" ? undefined : (JSON.parse(text) as unknown) };
}

/** Waits until it holds, asking every 20 ms; fails after the time, in milliseconds. */
export async function until(
  holds: () => boolean | Promise<boolean>,
  milliseconds: number,
  what: string,
): Promise<void> {
  const end = Date.now() + milliseconds;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error(`Waited ${milliseconds} ms in vain: ${what}.`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
