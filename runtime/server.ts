import type { Collection } from "../language/values.ts";
import type { Manifests } from "./admin/manifests.ts";
import type { AppModule } from "./contract.ts";
import type { Handlers } from "./deliver/function.ts";
import type { DeliverySettings } from "./deliver/settings.ts";
import type { Retention } from "./engine/engine.ts";
import type { ServerLimits } from "./http/answer.ts";
import type { Proxies } from "./http/proxy.ts";
import type { PageFiles } from "./inspector.ts";
import type { Log } from "./log.ts";
import type { Receiver } from "./receiver/receiver.ts";
import type { Tracer } from "./trace.ts";

/**
 * What a server serves, where, and with which keys and limits.
 *
 * @example
 * import { newSecretKey, type ServerOptions } from "imlc/runtime/node";
 * import app from "./generated/shop/index.ts";
 *
 * export const options: ServerOptions = {
 *   apps: [app],
 *   store: "sqlite:store.db",
 *   port: 3000,
 *   secretKey: process.env.IMLC_SECRET_KEY ?? newSecretKey(),
 * };
 */
export interface ServerOptions {
  /** At the start; `replace` may bring others. */
  readonly apps: readonly AppModule[];
  /** `sqlite:FILE`. */
  readonly store: string;
  /** 0: any free one. */
  readonly port: number;
  /** Default 127.0.0.1. Any other than a loopback address needs an admin token. */
  readonly host?: string;
  /** Without one the admin API answers requests of this machine only. */
  readonly adminToken?: string;
  /**
   * 32 bytes in hex or base64, which seal what is secret in the store; it can be read with this key only. Several keys,
   * separated by commas: the first seals, all open, and what others have sealed is sealed anew with the first.
   */
  readonly secretKey: string;
  /** Hosts, as `HOST` or `HOST:PORT`, to which requests may go although their addresses are not public. */
  readonly allowHosts?: readonly string[];
  /** Origin to origin: requests to the first connect to the second. */
  readonly resolve?: Readonly<Record<string, string>>;
  /** By which requests go out; default: none. */
  readonly proxies?: Proxies;
  /** Under which the world reaches the server; default where it listens. */
  readonly publicUrl?: string;
  /** Laid over the common data of apps, by their ids. */
  readonly common?: Readonly<Record<string, Collection>>;
  /** Where manifests' settings name a variable of the environment, it is read here; default: the process's own. */
  readonly environment?: (name: string) => string | undefined;
  /** Functions that subscriptions may have for their targets. */
  readonly functions?: Handlers;
  /** Where it is not set, `defaultDelivery` holds. */
  readonly deliver?: Partial<DeliverySettings>;
  /** To what those who send requests are held; where it is not set, the limits of `listen` hold. */
  readonly limits?: Partial<ServerLimits>;
  /** Origins to which a user's browser may be sent after an authorization, besides that of `publicUrl`. */
  readonly redirects?: readonly string[];
  /** Milliseconds for which things are kept; where it is not set, `defaultRetention` holds. */
  readonly retention?: Partial<Retention>;
  /** Default: JSON lines on standard error. */
  readonly log?: Log;
  /** Absent: nothing is traced. */
  readonly tracer?: Tracer;
  /** Where what is served comes from; absent: nobody can compare it with other manifests. */
  readonly manifests?: Manifests;
  /** The page that `/inspector/` shows; absent: there is none. */
  readonly inspector?: PageFiles;
}

/**
 * A server that listens.
 *
 * @example
 * import type { RunningServer } from "imlc/runtime/node";
 *
 * export const stopOnSignal = (server: RunningServer) => process.once("SIGTERM", () => server.close());
 */
export interface RunningServer {
  /** Where it listens. */
  readonly url: string;
  /** Its shared URLs, to be put behind another server of the program by an adapter; nothing of the admin API is there. */
  readonly receiver: Receiver;
  /**
   * Serves these apps from now on. Requests and calls that are in work end with those before. Throws a `RuntimeError` if a
   * secret is missing that one of them needs, and goes on with those before.
   */
  replace(apps: readonly AppModule[]): void;
  /** Answers what is in work, ends the deliveries under way, and closes the store. */
  close(): Promise<void>;
}
