import type { AttachScope } from "../../language/scopes.ts";
import { get } from "../../language/values.ts";
import type { Clock } from "../../runtime/clock.ts";
import type { Context } from "../../runtime/context.ts";
import type { AppModule, Procedure, WebhookModule } from "../../runtime/contract.ts";
import type { Engine, LedgerState, Subscription } from "../../runtime/engine/engine.ts";
import { openSqlite } from "../../runtime/engine/sqlite/engine.ts";
import { createClient } from "../../runtime/http/client.ts";
import { createGuard } from "../../runtime/http/guard.ts";
import type { Send } from "../../runtime/http/send.ts";
import { createLedger, type Ledger } from "../../runtime/ledger/ledger.ts";
import { createSecrets } from "../../runtime/secrets.ts";
import { createSerial } from "../../runtime/serial.ts";
import { openOwner, sealConnection } from "../../runtime/stored.ts";
import { openService, type Service, type ServiceOptions } from "./service.ts";

const BASE = "https://service.example/hooks";

function request(method: string, path: (scope: AttachScope) => string, body?: (scope: AttachScope) => object) {
  return (scope: AttachScope) => ({
    url: BASE + path(scope),
    method,
    headers: { authorization: `Bearer ${scope.connection?.token}` },
    body: body?.(scope) as never,
  });
}

const one = ({ webhook }: AttachScope) => `/${webhook?.remote}`;
const saves = {
  data: ({ body }: { body: AttachScope["webhook"] }) => ({ remote: body?.id, expires: body?.expires }),
};

const attach: Procedure<AttachScope> = {
  requests: [
    {
      request: request(
        "POST",
        () => "",
        ({ webhook, parameters }) => ({ url: webhook?.url, channel: parameters?.channel }),
      ),
      ...saves,
    },
  ],
  places: { request: "attach.iml.json:1:1" },
};
/** Attach in two requests, of which the second confirms the hook that the first has made. */
export const attachTwice: Procedure<AttachScope> = {
  ...attach,
  requests: [
    ...attach.requests,
    {
      request: request(
        "PUT",
        ({ data }) => `/${data?.remote}`,
        ({ parameters }) => ({ channel: parameters?.channel }),
      ),
    },
  ],
};
const detach: Procedure<AttachScope> = {
  requests: [{ request: request("DELETE", one) }],
  places: { request: "detach.iml.json:1:1" },
};
export const update: Procedure<AttachScope> = {
  requests: [{ request: request("PUT", one, ({ parameters }) => ({ channel: parameters?.channel })), ...saves }],
  places: { request: "update.iml.json:1:1" },
};
/** Those of our URL and of the parameters that attach sends. */
export const listing: Procedure<AttachScope> = {
  requests: [
    {
      request: request("GET", () => ""),
      iterate: ({ body }) => body?.hooks,
      iterateCondition: ({ item, webhook, parameters }) =>
        get(item, "url") === webhook?.url && get(item, "channel") === parameters?.channel,
      output: ({ item }) => ({ remote: get(item, "id"), expires: get(item, "expires") }),
    },
  ],
  places: { request: "imlc.json:1:1" },
};

/** What a test adds to the webhook of the service. */
export type HooksWebhook = Partial<WebhookModule> & Pick<WebhookModule["communication"], "expires">;

/** An app with a webhook of the service. */
export function hooksApp({ expires, ...more }: HooksWebhook): AppModule {
  return {
    id: "chat",
    webhooks: { events: { communication: { expires, places: {} }, attach, detach, ...more } },
    connections: {},
  };
}

export interface World {
  readonly engine: Engine;
  readonly service: Service;
  readonly clock: { now: number };
  readonly app: AppModule;
  readonly lines: unknown[];
  /** A process; with a crash, one that dies at its n-th effect: the effect is lost if `before`, else done and not answered. */
  /** `failing`: the state that the store cannot write down. */
  start(crash?: Crash, failing?: LedgerState, apps?: readonly AppModule[]): Host;
  connect(id: string, account?: string): Promise<void>;
  /** The hooks that live subscriptions have, by what attach saved. */
  believed(): Promise<readonly string[]>;
  /** Resumes a new process until nothing is left to be done but renewals. */
  settle(): Promise<Host>;
  subscriptions(): Promise<readonly Subscription[]>;
  saved(subscription: Subscription): Promise<Awaited<ReturnType<typeof openOwner>>>;
  close(): Promise<void>;
}

export interface Crash {
  readonly at: number;
  readonly before: boolean;
}

export interface Host {
  readonly ledger: Ledger;
  /** Resolves when it has died and what it had sent has arrived. */
  readonly died: Promise<void>;
  effects(): number;
}

export async function openWorld(
  service: Omit<ServiceOptions, "lifetime"> & { readonly lifetime?: number; readonly file?: string },
  webhook: HooksWebhook,
): Promise<World> {
  const clock = { now: Date.UTC(2026, 0, 1) };
  const { lifetime } = service;
  const remote = await openService({
    again: service.again,
    lifetime: lifetime === undefined ? undefined : { milliseconds: lifetime, now: () => clock.now },
  });
  const engine = await openSqlite({ file: service.file ?? ":memory:" });
  const client = createClient({
    guard: createGuard([remote.server.host]),
    resolve: { "https://service.example": remote.server.origin },
  });
  const secrets = await createSecrets("cd".repeat(32));
  const app = hooksApp(webhook);
  const lines: unknown[] = [];
  const time: Clock = { now: () => clock.now, sleep: async () => undefined };
  const world: World = {
    engine,
    service: remote,
    clock,
    app,
    lines,
    start(crash, failing, apps = [app]) {
      const effects = mortal(crash);
      const context: Context = {
        apps: () => apps,
        common: () => ({}),
        environment: () => undefined,
        engine: effects.engine(failingAt(engine, failing)),
        wake: () => undefined,
        secrets,
        send: effects.send(client.send),
        log: (_level, event, fields) => lines.push({ event, ...fields }),
        clock: time,
        publicUrl: "https://hooks.example",
        serial: createSerial(),
      };
      return { ledger: createLedger(context), died: effects.died, effects: effects.count };
    },
    async connect(id, account = id) {
      const secret = await sealConnection(secrets, { parameters: { token: `token-${account}` }, data: {} });
      const at = clock.now;
      await engine.putConnection({ app: app.id, id, uid: account, secret, createdAt: at, updatedAt: at });
    },
    subscriptions: () => engine.subscriptions({ limit: 1_000 }),
    saved: (subscription) => openOwner(secrets, subscription),
    async believed() {
      const all = await world.subscriptions();
      const live = all.filter(({ state }) => state === "attached");
      const owners = await Promise.all(live.map(world.saved));
      return [...new Set(owners.map(({ saved }) => String(saved.remote)))].sort();
    },
    async settle() {
      const host = world.start();
      for (;;) {
        await host.ledger.resume();
        const waiting = (await world.subscriptions()).filter(
          ({ progress, due }) => progress !== undefined && due !== undefined,
        );
        if (waiting.length === 0) return host;
        clock.now = Math.max(clock.now, Math.min(...waiting.map(({ due = 0 }) => due)));
      }
    },
    async close() {
      await client.close();
      await remote.server.close();
      await engine.close();
    },
  };
  return world;
}

function failingAt(engine: Engine, failing: LedgerState | undefined): Engine {
  return {
    ...engine,
    moveSubscription: (id, from, change) =>
      change.state === failing ? Promise.reject(new Error("gone")) : engine.moveSubscription(id, from, change),
  };
}

/** What stands between a process that may die and the world. */
function mortal(crash: Crash | undefined) {
  let count = 0;
  let dead = false;
  const under = new Set<Promise<unknown>>();
  const died = Promise.withResolvers<void>();
  const never = new Promise<never>(() => undefined);
  const effect = <A extends readonly unknown[], R>(act: (...args: A) => Promise<R>) => {
    return async (...args: A): Promise<R> => {
      if (dead) return never;
      count += 1;
      const dies = count === crash?.at;
      if (dies) dead = true;
      if (!(dies && crash.before)) {
        const acting = act(...args);
        under.add(acting);
        const result = await acting.catch((error: unknown) => (dead ? never : Promise.reject(error)));
        under.delete(acting);
        if (!dead) return result;
      }
      if (dies) died.resolve(Promise.allSettled(under).then(() => undefined));
      return never;
    };
  };
  return {
    count: () => count,
    died: died.promise,
    send: (send: Send): Send => effect(send),
    engine: (engine: Engine): Engine => ({
      ...engine,
      createSubscription: effect(engine.createSubscription),
      moveSubscription: effect(engine.moveSubscription),
      patchSubscription: effect(engine.patchSubscription),
    }),
  };
}

/** What a test subscribes with. */
export function wanted(app: AppModule, connection: string, channel = "general") {
  return {
    app,
    webhook: "events",
    connection,
    parameters: { channel },
    target: { kind: "function", name: "notify" } as const,
  };
}
