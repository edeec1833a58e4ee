import { type Clock, systemClock } from "../clock.ts";
import type { Context } from "../context.ts";
import type { WebhookModule } from "../contract.ts";
import type { Engine } from "../engine/engine.ts";
import { RuntimeError } from "../errors.ts";
import type { RawRequest, Reply } from "../http/message.ts";
import { createIntake } from "../intake.ts";
import type { Log } from "../log.ts";
import { createMetrics } from "../metrics.ts";
import { refusal } from "../receive/reply.ts";
import type { Secrets } from "../secrets.ts";
import { secretsProblem } from "../signature/keys.ts";
import { signsUrl } from "../signature/scheme-of.ts";
import { createTaking, DEFAULT_DEADLINE, type Taking } from "../take.ts";
import { whereFrom } from "../where-from.ts";
import { consoleLog } from "./console-log.ts";
import type { ItemEvent, ItemFailure, ItemOwner, Webhooks } from "./event.ts";
import { createHandOver, type Takers } from "./hand-over.ts";
import { type Keys, REMEMBERED, recentKeys } from "./keys.ts";

/**
 * What answers requests. An adapter puts it behind an HTTP server: `toFetch`, `toNode`, `toExpress` or `toFastify`.
 *
 * @example
 * import type { Receiver } from "imlc/runtime";
 *
 * export const receiver: Receiver = { fetch: async () => ({ status: 200, headers: {}, body: "" }) };
 */
export interface Receiver {
  fetch(request: RawRequest): Promise<Reply>;
}

interface Surroundings {
  /** Where the secrets of signatures are read: `(name) => process.env[name]`. Needed if a webhook has a `signature`. */
  readonly environment?: (name: string) => string | undefined;
  /** Under which the world reaches the program, with what stands before the path. Needed where a service signs its URL. */
  readonly publicUrl?: string;
  /** Default: JSON lines by `console.error`. */
  readonly log?: Log;
  /** Default: that of the machine. */
  readonly clock?: Clock;
}

/**
 * Has items handed to a function, before the answer.
 *
 * @example
 * import type { ToFunction } from "imlc/runtime";
 * import app from "./generated/shop/index.ts";
 *
 * export const options: ToFunction<typeof app.webhooks> = {
 *   onItem: ({ uid, output }) => console.log(uid, output.title),
 * };
 */
export interface ToFunction<W extends Webhooks> extends Surroundings {
  /** Takes an item: done when it returns or its promise resolves. If it throws, the service is asked to send the request again. */
  readonly onItem: (event: ItemEvent<W>) => unknown;
  /** Takes an item that could not be made into its output. Without it the service is asked to send the request again. */
  readonly onFailure?: (event: ItemFailure<W>) => unknown;
  /** Who gets the items of a uid. Needed if `output` or `condition` reads `parameters` or `data`; with it, what is nobody's is not handed over. */
  readonly owners?: (uid: string, webhook: string) => readonly ItemOwner<W>[] | Promise<readonly ItemOwner<W>[]>;
  /** What was taken, by the `dedupe` keys of the manifests; default: the last 10,000, in the memory of this process. */
  readonly keys?: Keys;
  readonly engine?: never;
}

/**
 * Has items accepted by an engine that keeps them, before the answer.
 *
 * @example
 * import type { ToEngine } from "imlc/runtime";
 *
 * export const idOf = ({ app }: ToEngine): string => app;
 */
export interface ToEngine extends Surroundings {
  readonly engine: Engine;
  /** The id of the app whose webhooks these are. */
  readonly app: string;
  /** Seals the credentials of requests in the store. */
  readonly secrets: Secrets;
  /** Is told the ids of the subscriptions that have something new. */
  readonly wake: (subscriptions: readonly string[]) => void;
  readonly onItem?: never;
}

/**
 * Serves webhooks inside a program of one's own, as `imlc serve` does: signatures, handshakes, limits, deadlines and answers
 * are the same. Of several webhooks the last part of the path says which is meant. Nothing is answered with 2xx that was
 * not taken. Throws a `RuntimeError` if something is missing without which requests could never be taken.
 *
 * @example
 * import { createReceiver } from "imlc/runtime";
 * import app from "./generated/shop/index.ts";
 *
 * export const receiver = createReceiver(app.webhooks, {
 *   onItem({ uid, output }) {
 *     console.log(uid, output.title);
 *   },
 * });
 */
export function createReceiver<W extends Webhooks>(webhooks: W, options: ToFunction<W> | ToEngine): Receiver {
  const { clock = systemClock, environment = () => undefined, publicUrl = "" } = options;
  const log = options.log ?? consoleLog(clock.now);
  const named = namedOf(webhooks);
  for (const [name, module] of Object.entries(named)) assertServable(name, module, options);
  const taking = takingOf(options, { clock, environment, publicUrl, log });
  const app = options.engine === undefined ? "" : options.app;
  return {
    async fetch(request) {
      const name = isOne(webhooks) ? ONE : lastPart(request.url);
      const module = Object.hasOwn(named, name) ? named[name] : undefined;
      if (module === undefined) return NOT_FOUND;
      try {
        return await taking.take({ app, webhook: name, module }, request);
      } catch (error) {
        if (error instanceof RuntimeError) return refusal(error);
        log("error", "internal", whereFrom(error));
        return FAILED;
      }
    },
  };
}

type Around = Pick<Context, "clock" | "log" | "environment" | "publicUrl">;

function takingOf<W extends Webhooks>(options: ToFunction<W> | ToEngine, around: Around): Taking {
  const metrics = createMetrics();
  if (options.engine !== undefined) {
    const { engine, secrets, wake } = options;
    return createIntake({ ...around, engine, secrets, wake }, metrics, DEFAULT_DEADLINE);
  }
  const { keys = recentKeys(REMEMBERED), log = around.log } = options;
  // What `W` says of the types is known to TypeScript only.
  const takers = { ...options, keys, log } as unknown as Takers;
  return createTaking(around, metrics, DEFAULT_DEADLINE, createHandOver(takers));
}

/** What a webhook is called that is served alone. */
const ONE = "webhook";

function namedOf(webhooks: Webhooks): Readonly<Record<string, WebhookModule>> {
  return isOne(webhooks) ? { [ONE]: webhooks } : webhooks;
}

/** A record may have a webhook of the name `communication`, which is none itself. */
function isOne(webhooks: Webhooks): webhooks is WebhookModule {
  return webhooks.communication !== undefined && "places" in webhooks.communication;
}

function lastPart(url: string): string {
  const [path = ""] = url.split("?", 1);
  const part = path.replace(/\/+$/, "").split("/").at(-1) ?? "";
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function assertServable(
  name: string,
  { signature, communication }: WebhookModule,
  { environment = () => undefined, publicUrl, ...options }: ToFunction<never> | ToEngine,
): void {
  const problem = signature && secretsProblem(signature, environment);
  if (problem !== undefined) {
    const why = `The signatures of requests to the webhook \`${name}\` cannot be checked: ${problem}.`;
    throw new RuntimeError("signature-secret", 500, `${why} A receiver reads it by its option \`environment\`.`);
  }
  if (signature && signsUrl(signature) && publicUrl === undefined) {
    const why = `The service signs the URL of the webhook \`${name}\`, so that it has to be known`;
    throw new RuntimeError("public-url-missing", 500, `${why}: give the receiver its option \`publicUrl\`.`);
  }
  const readsOwner = communication.ownerOutput !== undefined || communication.ownerCondition !== undefined;
  if (readsOwner && options.engine === undefined && options.owners === undefined) {
    const why = `The webhook \`${name}\` reads \`parameters\` or \`data\` of who has subscribed`;
    throw new RuntimeError("owners-missing", 500, `${why}: give the receiver its option \`owners\`.`);
  }
}

const NOT_FOUND = refusal(new RuntimeError("not-found", 404, "There is nothing at this address."));
const FAILED = refusal(new RuntimeError("internal", 500, "The request failed inside the server."));
