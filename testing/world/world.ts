import type { Collection } from "../../language/values.ts";
import { type App, createApp } from "../../runtime/app.ts";
import { createRenderDelivery } from "../../runtime/bundles.ts";
import type { Context } from "../../runtime/context.ts";
import type { AppModule } from "../../runtime/contract.ts";
import type { Accepted, Engine, NewRequest } from "../../runtime/engine/engine.ts";
import { openInMemory } from "../../runtime/engine/sqlite/memory.ts";
import type { Send } from "../../runtime/http/send.ts";
import { createLedger, type Ledger } from "../../runtime/ledger/ledger.ts";
import { createMetrics } from "../../runtime/metrics.ts";
import { createSecrets, newSecretKey } from "../../runtime/secrets.ts";
import { createSerial } from "../../runtime/serial.ts";

/** What a test decides of what the runtime is given. */
export interface WorldOptions {
  /** Epoch milliseconds. */
  readonly now: number;
  /** Variables of the environment. */
  readonly environment: Readonly<Record<string, string>>;
  /** Laid over the app's common data. */
  readonly common: Collection;
  readonly send: Send;
}

/** The runtime as it serves one app, with its store in memory, a clock that stands still, and no network. */
export interface World {
  readonly context: Context;
  readonly app: App;
  readonly ledger: Ledger;
  readonly render: ReturnType<typeof createRenderDelivery>;
  /** Forgets what was seen, and answers what is seen from now on. */
  watch(): Seen;
}

/** What of a request only the runtime itself sees. */
export interface Seen {
  taken?: { readonly request: NewRequest; readonly accepted: Accepted };
  warnings: readonly string[];
}

/** Where the world is told that the runtime is reached. */
export const PUBLIC_URL = "https://hooks.example.com";

/** Sets the runtime up; the store is gone when its engine is closed. */
export async function openWorld(module: AppModule, options: WorldOptions): Promise<World> {
  const { environment, common, send } = options;
  let { now } = options;
  let seen: Seen = { warnings: [] };
  const engine = openInMemory();
  const secrets = await createSecrets(newSecretKey());
  const apps = () => [module];
  const context: Context = {
    apps,
    common: () => common,
    environment: (name) => (Object.hasOwn(environment, name) ? environment[name] : undefined),
    engine: watched(engine, (taken) => {
      seen.taken = taken;
    }),
    wake: () => undefined,
    secrets,
    send,
    log: () => undefined,
    clock: {
      now: () => now,
      sleep: async (milliseconds) => {
        now += milliseconds;
      },
    },
    publicUrl: PUBLIC_URL,
    serial: createSerial(),
  };
  const metrics = createMetrics();
  const app = createApp({
    ...context,
    deadline: PATIENCE,
    metrics: {
      ...metrics,
      add(name, labels, amount) {
        if (name === "imlc_warnings_total") seen.warnings = [...seen.warnings, labels.warning ?? ""];
        metrics.add(name, labels, amount);
      },
    },
  });
  return {
    context,
    app,
    ledger: createLedger(context),
    render: createRenderDelivery({ apps, secrets, engine }),
    watch() {
      seen = { warnings: [] };
      return seen;
    },
  };
}

/** Milliseconds: a machine that is busy with other tests is no reason to refuse a request. */
const PATIENCE = 60_000;

function watched(engine: Engine, onTaken: (taken: NonNullable<Seen["taken"]>) => void): Engine {
  return {
    ...engine,
    async accept(request) {
      const accepted = await engine.accept(request);
      onTaken({ request, accepted });
      return accepted;
    },
  };
}
