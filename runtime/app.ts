import { createAdmin } from "./admin/admin.ts";
import type { CopyStore } from "./admin/backup.ts";
import type { Manifests } from "./admin/manifests.ts";
import { CALLBACK_PATH } from "./connection/account.ts";
import { callback } from "./connection/callback.ts";
import { refreshExpiring } from "./connection/refresh-expiring.ts";
import type { Context } from "./context.ts";
import type { AppModule } from "./contract.ts";
import type { Counts } from "./engine/engine.ts";
import { RuntimeError } from "./errors.ts";
import type { RawRequest, Reply } from "./http/message.ts";
import { besideInspector, inspectorPage, isOfInspector, type PageFiles } from "./inspector.ts";
import { createIntake } from "./intake.ts";
import { createLedger } from "./ledger/ledger.ts";
import { hookUrl } from "./ledger/party.ts";
import { createMetrics, type Metrics } from "./metrics.ts";
import { refusal } from "./receive/reply.ts";
import { createSerial } from "./serial.ts";
import { DEFAULT_DEADLINE, type Hook } from "./take.ts";
import { whereFrom } from "./where-from.ts";

/**
 * What `createApp` is given: every effect, and how it is held.
 *
 * @example
 * import { type App, type AppOptions, createApp } from "imlc/runtime";
 *
 * export const hurried = (options: AppOptions): App => createApp({ ...options, deadline: 2_000 });
 */
export interface AppOptions extends Omit<Context, "serial"> {
  /** Absent: the admin routes answer requests of this machine only. */
  readonly adminToken?: string;
  /** Milliseconds in which a request is stored, or else its sender is asked to send it again. */
  readonly deadline?: number;
  /** Where the host counts what the app cannot see. */
  readonly metrics?: Metrics;
  /** Absent: the store is none that can be copied to a file. */
  readonly copyStore?: CopyStore;
  /** Absent: what is served comes of no manifests that are at hand. */
  readonly manifests?: Manifests;
  /** The page that `/inspector/` shows; absent: there is none. */
  readonly inspector?: PageFiles;
  /** Names of the functions that subscriptions may have for their targets; absent: any. */
  readonly functions?: readonly string[];
}

/**
 * The runtime as one function of requests, to be put behind any HTTP server.
 *
 * @example
 * import type { App } from "imlc/runtime";
 *
 * export async function keepUp(app: App): Promise<void> {
 *   await app.resume();
 *   setInterval(() => app.resume(), 1_000);
 *   setInterval(() => app.refresh(), 60_000);
 * }
 */
export interface App {
  fetch(request: RawRequest): Promise<Reply>;
  /** Whether a request would be turned away now, so that its body need not be read. */
  isBehind(head: Pick<RawRequest, "url">): boolean;
  /** Does what is due of attach, renewal and detach, also what a crash has left half done; to be called at start, and every second. */
  resume(): Promise<void>;
  /** Renews connections that are about to expire; to be called at start, and every minute. */
  refresh(): Promise<void>;
}

/**
 * Serves `/hooks/APP/WEBHOOK`, `/oauth/callback`, `/admin/…`, `/inspector/`, `/health` and `/metrics`.
 *
 * @example
 * import { type AppOptions, createApp } from "imlc/runtime";
 * import { toFetch } from "imlc/fetch";
 *
 * export const serve = (options: AppOptions) => ({ fetch: toFetch(createApp(options)) });
 */
export function createApp({
  adminToken,
  deadline = DEFAULT_DEADLINE,
  metrics = createMetrics(),
  copyStore,
  manifests,
  inspector,
  functions,
  ...options
}: AppOptions): App {
  const context: Context = { ...options, serial: createSerial() };
  const intake = createIntake(context, metrics, deadline);
  const ledger = createLedger(context);
  const admin = createAdmin({ context, ledger, intake, token: adminToken, copyStore, manifests, functions });
  const hooks = createHooks(context.apps);

  async function route(request: RawRequest): Promise<Reply> {
    const path = pathOf(request);
    const hook = hooks().get(path);
    if (hook !== undefined) {
      const taken = await intake.take(hook, request);
      return inspector === undefined ? taken : besideInspector(taken);
    }
    if (path.startsWith("/admin/")) return admin(request);
    if (inspector !== undefined && isOfInspector(path)) return inspectorPage(inspector, path, request);
    if (path === CALLBACK_PATH) return callback(context, request);
    if (path === "/health") return health(context);
    if (path === "/metrics") {
      return reply("text/plain; version=0.0.4; charset=utf-8", metrics.text(stored(await context.engine.counts())));
    }
    throw new RuntimeError("not-found", 404, "There is nothing at this address.");
  }

  return {
    resume: () => ledger.resume(),
    refresh: () => refreshExpiring(context),
    isBehind: (head) => intake.isBehind() && hooks().has(pathOf(head)),
    async fetch(request) {
      try {
        return await route(request);
      } catch (error) {
        if (error instanceof RuntimeError) return refusal(error);
        context.log("error", "internal", whereFrom(error));
        return refusal(new RuntimeError("internal", 500, "The request failed inside the server."));
      }
    },
  };
}

function pathOf({ url }: Pick<RawRequest, "url">): string {
  return url.split("?", 1)[0] ?? "";
}

type Hooks = ReadonlyMap<string, Hook>;

/** The hooks of the apps that are served now, made once for each set of apps. */
function createHooks(apps: () => readonly AppModule[]): () => Hooks {
  let known: { readonly of: readonly AppModule[]; readonly hooks: Hooks } | undefined;
  return () => {
    const served = apps();
    if (known?.of !== served) known = { of: served, hooks: hooksOf(served) };
    return known.hooks;
  };
}

/** By path, as it is written in a shared URL. */
function hooksOf(apps: readonly AppModule[]): Hooks {
  const hooks = apps.flatMap(({ id: app, webhooks }) =>
    Object.entries(webhooks).map(([webhook, module]) => [hookUrl("", app, webhook), { app, webhook, module }] as const),
  );
  return new Map(hooks);
}

/** The store answers a read, or the server is not well. */
async function health({ engine }: Context): Promise<Reply> {
  try {
    await engine.subscription("");
    return reply("application/json", '{"status":"ok"}');
  } catch {
    return refusal(new RuntimeError("store-unavailable", 503, "The store does not answer."));
  }
}

function stored({ requests, items, duplicates, platform, delivered, unowned, pending, dead }: Counts) {
  return {
    imlc_store_requests_total: requests,
    imlc_store_items_total: items,
    imlc_store_duplicates_total: duplicates,
    imlc_store_platform_total: platform,
    imlc_store_delivered_total: delivered,
    imlc_store_unowned: unowned,
    imlc_store_pending: pending,
    imlc_store_dead: dead,
  };
}

function reply(type: string, body: string): Reply {
  return { status: 200, headers: { "content-type": type, "cache-control": "no-store" }, body };
}
