import { assertPlainPrototypes } from "../language/prototype-names.ts";
import { type App, createApp } from "./app.ts";
import { createRenderDelivery } from "./bundles.ts";
import { systemClock } from "./clock.ts";
import type { AppModule } from "./contract.ts";
import { createLanes, type Lanes } from "./deliver/lanes.ts";
import { measured } from "./deliver/measured.ts";
import { deliverySettings } from "./deliver/settings.ts";
import { createTargets } from "./deliver/target.ts";
import { openSqlite, type SqliteEngine } from "./engine/sqlite/engine.ts";
import { RuntimeError } from "./errors.ts";
import { createEvents } from "./events.ts";
import { createClient } from "./http/client.ts";
import { createGuard } from "./http/guard.ts";
import { type Listening, listen } from "./http/node.ts";
import { jsonLines, type Log } from "./log.ts";
import { createMetrics, type Metrics } from "./metrics.ts";
import { assertReadable } from "./readable.ts";
import { sharedUrls } from "./receiver/shared-urls.ts";
import { startRepeating } from "./repeating.ts";
import { resealStore } from "./reseal.ts";
import { defaultRetention, startSweeping } from "./retention.ts";
import { createSecrets, secretKeyTexts } from "./secrets.ts";
import type { RunningServer, ServerOptions } from "./server.ts";
import { assertSecrets } from "./signature/keys.ts";
import { untraced } from "./trace.ts";
import { createTracing } from "./tracing.ts";

export type { DeliveryInfo, Handler, Handlers } from "./deliver/function.ts";
export type { Retention } from "./engine/engine.ts";
export type { ServerLimits } from "./http/answer.ts";
export { type Proxies, proxiesFrom } from "./http/proxy.ts";
export { jsonLines, type Log } from "./log.ts";
export { newSecretKey } from "./secrets.ts";
export type { RunningServer, ServerOptions } from "./server.ts";

/**
 * Serves apps durably: shared URLs, admin API, deliveries, attach and detach. Rejects with a `RuntimeError` if it may not or cannot start.
 *
 * @example
 * import { newSecretKey, startServer } from "imlc/runtime/node";
 * import app from "./generated/shop/index.ts";
 *
 * const secretKey = process.env.IMLC_SECRET_KEY ?? newSecretKey();
 * const server = await startServer({ apps: [app], store: "sqlite:store.db", port: 3000, secretKey });
 * console.log(server.url);
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { store, port, host = "127.0.0.1", adminToken, log = jsonLines(writeError, Date.now) } = options;
  assertPlainPrototypes();
  if (adminToken === undefined && !isLoopback(host)) throw adminOpen(host);
  const { common = {}, environment = (name) => process.env[name], functions = {} } = options;
  assertSecrets(options.apps, environment);
  const secrets = await createSecrets(options.secretKey);
  const { tracer = untraced } = options;
  const tracing = createTracing(tracer);
  const opened = await openStore(store);
  await assertReadable(opened, secrets).catch(async (error: unknown) => {
    await opened.close();
    throw error;
  });
  const engine = tracing.engine(opened);
  let served = options.apps;
  const apps = (): readonly AppModule[] => served;
  const client = createClient({
    guard: createGuard(options.allowHosts ?? []),
    resolve: options.resolve,
    proxies: options.proxies,
  });
  const { send } = client;
  const clock = systemClock;
  const delivery = deliverySettings(options.deliver ?? {});
  const metrics = createMetrics();
  const events = createEvents();
  const lanes = createLanes({
    engine,
    clock,
    log,
    events,
    render: createRenderDelivery({ apps, secrets, engine }),
    deliverTo: measured(
      tracing.deliverTo(
        createTargets({
          send: tracing.send(send),
          secrets,
          clock,
          timeout: delivery.timeout,
          functions,
        }),
      ),
      metrics,
      clock,
    ),
    random: Math.random,
    ...delivery,
  });
  const context = {
    apps,
    common: (app: string) => (Object.hasOwn(common, app) ? (common[app] ?? {}) : {}),
    environment,
    engine,
    wake: lanes.wake,
    secrets,
    send,
    log,
    events,
    tracer,
    clock,
  };
  const starting = Promise.withResolvers<App>();
  let started: App | undefined;
  const server = await listen(async (request) => (await starting.promise).fetch(request), {
    host,
    port,
    limits: options.limits,
    isBehind: (head) => started?.isBehind(head) === true,
  }).catch(async (error: unknown) => {
    await engine.close();
    throw cannotListen(error, host, port);
  });
  const url = `http://${host.includes(":") ? `[${host}]` : host}:${server.port}`;
  const app = createApp({
    ...context,
    metrics: watching(metrics, lanes, server),
    publicUrl: (options.publicUrl ?? url).replace(/\/+$/, ""),
    redirects: options.redirects,
    adminToken,
    copyStore: opened.copy,
    manifests: options.manifests,
    inspector: options.inspector,
    functions: Object.keys(functions),
  });
  started = app;
  starting.resolve(app);
  await lanes.start();
  const stopResuming = startRepeating(RESUME_EVERY, () => app.resume().catch(reportTo(log, "resume-failed")));
  const stopRefreshing = startRepeating(REFRESH_EVERY, () => app.refresh().catch(reportTo(log, "refresh-failed")));
  const resealed =
    secretKeyTexts(options.secretKey).length > 1
      ? resealStore(engine, secrets, log).catch(reportTo(log, "reseal-failed"))
      : undefined;
  const retention = { ...defaultRetention, ...options.retention };
  const stopSweeping = startSweeping(engine, retention, clock.now, reportTo(log, "sweep-failed"));
  return {
    url,
    receiver: sharedUrls(app),
    replace(replacing) {
      assertSecrets(replacing, environment);
      served = replacing;
    },
    async close() {
      stopSweeping();
      const [resumed, refreshed] = [stopResuming(), stopRefreshing()];
      // Those who follow them would hold the server open.
      events.close();
      await Promise.all([server.close(), lanes.stop()]);
      // Before the client: an attach that is cut off must stay `attaching`, for the next start to take up, not fail.
      await engine.close();
      await client.close();
      await resumed;
      await refreshed;
      await resealed;
    },
  };
}

/** The metrics, with what lanes and server can be asked at any time. */
function watching(metrics: Metrics, lanes: Lanes, { turnedAway }: Listening): Metrics {
  metrics.measure("imlc_lanes_running", () => lanes.counts().running);
  metrics.measure("imlc_lanes_waiting", () => lanes.counts().waiting);
  metrics.measure("imlc_lanes_sleeping", () => lanes.counts().sleeping);
  metrics.measure("imlc_turned_away_total", turnedAway);
  return metrics;
}

/** Milliseconds between two looks at what attach, renewal and detach have due. */
const RESUME_EVERY = 1_000;

/** Milliseconds between two looks at which connections expire. */
const REFRESH_EVERY = 60_000;

function adminOpen(host: string): RuntimeError {
  const message = `To listen on ${host}, which others can reach, an admin token is needed.`;
  return new RuntimeError("admin-open", 500, message);
}

function writeError(line: string): void {
  process.stderr.write(line);
}

function isLoopback(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\.\d+\.\d+\.\d+$/.test(host);
}

async function openStore(store: string): Promise<SqliteEngine> {
  const file = /^sqlite:(.+)$/.exec(store)?.[1];
  if (file !== undefined) return openSqlite({ file });
  throw new RuntimeError("store-kind", 500, `The store ${store} is none that is known: write sqlite:FILE.`);
}

function cannotListen(error: unknown, host: string, port: number): RuntimeError {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  const why = unheard.get(code) ?? code;
  return new RuntimeError(
    "listen-failed",
    500,
    `Cannot listen on ${host} port ${port}${why === "" ? "" : `: ${why}`}.`,
  );
}

/** Why the system gives no address, by its code. */
const unheard: ReadonlyMap<string, string> = new Map([
  ["EADDRINUSE", "another program listens there; end it, or name another port (EADDRINUSE)"],
  ["EADDRNOTAVAIL", "this machine has no such address; 127.0.0.1 is that of its own (EADDRNOTAVAIL)"],
  ["ENOTFOUND", "that is no address and no name of one (ENOTFOUND)"],
  ["EACCES", "this user may not listen there; name a port from 1024 on (EACCES)"],
]);

function reportTo(log: Log, event: string): (error: unknown) => void {
  return (error) => log("error", event, { code: error instanceof RuntimeError ? error.code : undefined });
}
