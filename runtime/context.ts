import type { Collection } from "../language/values.ts";
import type { Clock } from "./clock.ts";
import type { AppModule } from "./contract.ts";
import type { Engine } from "./engine/engine.ts";
import type { Events } from "./events.ts";
import type { Send } from "./http/send.ts";
import type { Log } from "./log.ts";
import type { Secrets } from "./secrets.ts";
import type { Serial } from "./serial.ts";
import type { Tracer } from "./trace.ts";

/**
 * Everything that the runtime does not compute itself: each effect is an argument.
 *
 * @example
 * import type { Context } from "imlc/runtime";
 *
 * export const environment: Context["environment"] = (name) => process.env[name];
 * export const common: Context["common"] = (app) => (app === "shop" ? { apiKey: environment("SHOP_KEY") } : {});
 */
export interface Context {
  /** What is served now. To be asked for each use: a server that watches its manifests replaces its apps while it runs. */
  readonly apps: () => readonly AppModule[];
  /** Values that the host lays over the common data of an app, by its id. Each of their leaves is a secret. */
  readonly common: (app: string) => Collection;
  /** A variable of the environment; undefined if it is not set. */
  readonly environment: (name: string) => string | undefined;
  readonly engine: Engine;
  /** Tells whoever delivers that these subscriptions may have something new. */
  readonly wake: (subscriptions: readonly string[]) => void;
  readonly secrets: Secrets;
  readonly send: Send;
  readonly log: Log;
  /** Absent: nobody can follow what happens. */
  readonly events?: Events;
  /** Absent: nothing is traced. */
  readonly tracer?: Tracer;
  readonly clock: Clock;
  /** Under which the world reaches this server: `https://hooks.example.com`. */
  readonly publicUrl: string;
  /** Origins to which a user's browser may be sent after an authorization, besides that of `publicUrl`. */
  readonly redirects?: readonly string[];
  /** Keeps apart what must not happen at once. */
  readonly serial: Serial;
}
