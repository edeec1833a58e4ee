import { createAdmission, DEFAULT_ROOM, type Place } from "./admission.ts";
import type { Context } from "./context.ts";
import type { WebhookModule } from "./contract.ts";
import type { Accepted, StoredRequest } from "./engine/engine.ts";
import { RuntimeError } from "./errors.ts";
import type { RawRequest, Reply } from "./http/message.ts";
import { OVERLOADED } from "./http/refusals.ts";
import { newId } from "./id.ts";
import { openRequest, sealRequest } from "./kept-request.ts";
import type { Metrics } from "./metrics.ts";
import { type Received, receive, sizeOf } from "./receive/receive.ts";
import { refusal } from "./receive/reply.ts";
import type { Instant } from "./receive/scope.ts";
import { challengeOf } from "./signature/challenge.ts";
import { createGate } from "./signature/gate.ts";

/** One webhook and the names under which it is served. */
export interface Hook {
  readonly app: string;
  readonly webhook: string;
  readonly module: WebhookModule;
}

export interface Replayed {
  /** Of the request that the replay made. */
  readonly request: string;
  readonly items: Accepted["items"];
}

/** Requests on their way into the store. */
export interface Intake {
  /** Checks the signature of a request, evaluates it, stores what it came to, and only then gives the answer that the manifest asks for. */
  take(hook: Hook, raw: RawRequest): Promise<Reply>;
  /** Whether a request would be turned away now, for others wait for the store too long already. */
  isBehind(): boolean;
  /** Evaluates a kept request again, as of the time when it came, and takes its items as a request of their own. */
  replay(hook: Hook, kept: StoredRequest): Promise<Replayed>;
}

/**
 * `deadline`: milliseconds in which a request is stored, or else its sender is asked to send it again. They count from when
 * it has come as a whole: how long that took is its sender's affair, and for the server to bound.
 */
export function createIntake(context: Context, metrics: Metrics, deadline: number): Intake {
  const { clock, log } = context;
  const gate = createGate(context, metrics);
  const admission = createAdmission(DEFAULT_ROOM, clock.now);
  const keep = (hook: Hook, id: string, raw: RawRequest, received: Received) =>
    store(context, metrics, { hook, id, raw, received });
  return {
    isBehind: admission.isBehind,
    async take(hook, raw) {
      const reply = await answerInTime(hook, raw);
      const { app, webhook } = hook;
      if (reply === LATE) metrics.add("imlc_store_late_total", { app, webhook });
      if (reply === OVERLOADED) metrics.add("imlc_store_behind_total", { app, webhook });
      metrics.add("imlc_requests_total", { app, webhook, status: String(reply.status) });
      return reply;
    },
    async replay(hook, kept) {
      const id = newId(clock.now());
      const { method, url, headers, body } = kept;
      const raw = await openRequest(context.secrets, { method, url, headers, body });
      const received = receive(hook.module, raw, await instantOf(hook, raw, id, kept.receivedAt));
      const { items } = await keep(hook, id, raw, received);
      if (received.failure === undefined) return { request: id, items };
      throw new RuntimeError(received.failure.code, 422, `The replay failed as well: ${received.failure.message}`);
    },
  };

  async function answerInTime(hook: Hook, raw: RawRequest): Promise<Reply> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<Reply>((resolve) => {
      timer = setTimeout(resolve, hook.module.deadline ?? deadline, LATE);
    });
    try {
      return await Promise.race([answerOnceThereIsRoom(hook, raw, late), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  async function answerOnceThereIsRoom(hook: Hook, raw: RawRequest, late: Promise<unknown>): Promise<Reply> {
    const now = clock.now();
    const place = await admission.enter(raw.body.length, late);
    if (place === undefined) return OVERLOADED;
    try {
      return await answerTo(hook, raw, now, place);
    } finally {
      place.leave();
    }
  }

  async function answerTo(hook: Hook, raw: RawRequest, now: number, place: Place): Promise<Reply> {
    const id = newId(now);
    const refused = await gate(hook, raw, { now, executionId: id });
    if (refused !== undefined) return refused;
    const received = receive(hook.module, raw, await instantOf(hook, raw, id, now));
    if (!received.evaluated) return received.reply;
    place.grow(received.items.reduce((bytes, item) => bytes + sizeOf(item), 0));
    try {
      await keep(hook, id, raw, received);
      return received.reply;
    } catch (error) {
      log("error", "store-failed", { code: error instanceof Error && "code" in error ? error.code : undefined });
      metrics.add("imlc_store_failed_total", { app: hook.app, webhook: hook.webhook });
      return FAILED;
    }
  }

  async function instantOf({ module }: Hook, raw: RawRequest, executionId: string, now: number): Promise<Instant> {
    const { signature } = module;
    return { now, executionId, challenge: signature && (await challengeOf(signature, raw, context.environment)) };
  }
}

const LATE = tryAgain("The request could not be stored in time; send it again.");
const FAILED = tryAgain("The request could not be stored; send it again.");

function tryAgain(message: string): Reply {
  return refusal(new RuntimeError("store-unavailable", 503, message), { "retry-after": "5" });
}

const WEEK = 7 * 24 * 60 * 60 * 1000;

interface Intended {
  readonly hook: Hook;
  readonly id: string;
  readonly raw: RawRequest;
  readonly received: Received;
}

async function store(
  { engine, clock, log, secrets, wake }: Context,
  metrics: Metrics,
  { hook: { app, webhook, module }, id, raw, received: { items, failure, warnings } }: Intended,
): Promise<Accepted> {
  if (failure !== undefined)
    log("error", "request-failed", { request: id, app, webhook, code: failure.code, place: failure.place });
  for (const warning of warnings) metrics.add("imlc_warnings_total", { app, webhook, warning });
  const dedupeWindow = module.dedupeWindow ?? WEEK;
  const accepted = await engine.accept({
    ...(await sealRequest(secrets, raw)),
    id,
    app,
    webhook,
    receivedAt: clock.now(),
    failure,
    items,
    dedupeWindow,
  });
  for (const [outcome, count] of Object.entries(accepted.items)) {
    if (count > 0) metrics.add("imlc_items_total", { app, webhook, outcome }, count);
  }
  wake(accepted.lanes);
  return accepted;
}
