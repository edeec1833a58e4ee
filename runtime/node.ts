import { assertPlainPrototypes } from "../language/prototype-names.ts";
import { createApp } from "./app.ts";
import { createRenderDelivery } from "./bundles.ts";
import { systemClock } from "./clock.ts";
import type { AppModule } from "./contract.ts";
import type { Handlers } from "./deliver/function.ts";
import { createLanes } from "./deliver/lanes.ts";
import { defaultSchedule } from "./deliver/schedule.ts";
import { createTargets } from "./deliver/target.ts";
import type { Engine } from "./engine/engine.ts";
import { openSqlite } from "./engine/sqlite/engine.ts";
import { RuntimeError } from "./errors.ts";
import { createClient } from "./http/client.ts";
import { createGuard } from "./http/guard.ts";
import { listen } from "./http/node.ts";
import { jsonLines, type Log } from "./log.ts";
import { createSecrets } from "./secrets.ts";

export type { Handler, Handlers } from "./deliver/function.ts";
export { jsonLines, type Log } from "./log.ts";
export { newSecretKey } from "./secrets.ts";

export interface ServerOptions {
  readonly apps: readonly AppModule[];
  /** `sqlite:FILE`. */
  readonly store: string;
  /** 0: any free one. */
  readonly port: number;
  /** Default 127.0.0.1. Any other than a loopback address needs an admin token. */
  readonly host?: string;
  /** Without one the admin API answers requests of this machine only. */
  readonly adminToken?: string;
  /** 32 bytes in hex or base64, which seal what is secret in the store. The store can be read with this key only. */
  readonly secretKey: string;
  /** Hosts, as `HOST` or `HOST:PORT`, to which requests may go although their addresses are not public. */
  readonly allowHosts?: readonly string[];
  /** Origin to origin: requests to the first connect to the second. */
  readonly resolve?: Readonly<Record<string, string>>;
  /** Under which the world reaches the server; default where it listens. */
  readonly publicUrl?: string;
  /** Functions that subscriptions may have for their targets. */
  readonly functions?: Handlers;
  /** Default: JSON lines on standard error. */
  readonly log?: Log;
}

export interface RunningServer {
  /** Where it listens. */
  readonly url: string;
  /** Answers what is in work, ends the deliveries under way, and closes the store. */
  close(): Promise<void>;
}

/** Serves apps durably: shared URLs, admin API, deliveries, attach and detach. Rejects with a `RuntimeError` if it may not or cannot start. */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { apps, store, port, host = "127.0.0.1", adminToken, log = jsonLines(writeError, Date.now) } = options;
  assertPlainPrototypes();
  if (adminToken === undefined && !isLoopback(host)) {
    throw new RuntimeError(
      "admin-open",
      500,
      `To listen on ${host}, which others can reach, an admin token is needed.`,
    );
  }
  const secrets = await createSecrets(options.secretKey);
  const engine = await openStore(store);
  const client = createClient({ guard: createGuard(options.allowHosts ?? []), resolve: options.resolve });
  const { send } = client;
  const clock = systemClock;
  const lanes = createLanes({
    engine,
    clock,
    log,
    render: createRenderDelivery({ apps, secrets }),
    deliverTo: createTargets({ send, secrets, clock, timeout: DELIVERY_TIMEOUT, functions: options.functions ?? {} }),
    random: Math.random,
    schedule: defaultSchedule,
    concurrency: CONCURRENT_DELIVERIES,
  });
  const context = { apps, engine, wake: lanes.wake, secrets, send, log, clock };
  const starting = Promise.withResolvers<ReturnType<typeof createApp>>();
  const server = await listen(async (request) => (await starting.promise).fetch(request), { host, port }).catch(
    async (error: unknown) => {
      await engine.close();
      throw cannotListen(error, host, port);
    },
  );
  const url = `http://${host.includes(":") ? `[${host}]` : host}:${server.port}`;
  const app = createApp({ ...context, publicUrl: (options.publicUrl ?? url).replace(/\/+$/, ""), adminToken });
  starting.resolve(app);
  await lanes.start();
  const resumed = app.resume().catch(reportTo(log, "resume-failed"));
  const sweeping = setInterval(() => engine.sweep(Date.now(), RETENTION).catch(reportTo(log, "sweep-failed")), HOUR);
  return {
    url,
    async close() {
      clearInterval(sweeping);
      await server.close();
      await lanes.stop();
      // Before the client: an attach that is cut off must stay `attaching`, for the next start to take up, not fail.
      await engine.close();
      await client.close();
      await resumed;
    },
  };
}

const DELIVERY_TIMEOUT = 15_000;
const CONCURRENT_DELIVERIES = 64;
const HOUR = 60 * 60 * 1000;
const DAY = 24 * HOUR;
const RETENTION = { requests: 7 * DAY, unowned: 7 * DAY, delivered: 3 * DAY, dead: 30 * DAY };

function writeError(line: string): void {
  process.stderr.write(line);
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\.\d+\.\d+\.\d+$/.test(host);
}

async function openStore(store: string): Promise<Engine> {
  const file = /^sqlite:(.+)$/.exec(store)?.[1];
  if (file !== undefined) return openSqlite({ file });
  throw new RuntimeError("store-kind", 500, `The store ${store} is none that is known: write sqlite:FILE.`);
}

function cannotListen(error: unknown, host: string, port: number): RuntimeError {
  const code = error instanceof Error && "code" in error ? ` (${error.code})` : "";
  return new RuntimeError("listen-failed", 500, `Cannot listen on ${host} port ${port}${code}.`);
}

function reportTo(log: Log, event: string): (error: unknown) => void {
  return (error) => log("error", event, { code: error instanceof RuntimeError ? error.code : undefined });
}
