import type { Context } from "./context.ts";
import type { WebhookModule } from "./contract.ts";
import type { Accepted, StoredRequest } from "./engine/engine.ts";
import { RuntimeError } from "./errors.ts";
import type { RawRequest, Reply } from "./http/message.ts";
import { newId } from "./id.ts";
import { openRequest, sealRequest } from "./kept-request.ts";
import type { MetricName, Metrics } from "./metrics.ts";
import { type Received, receive } from "./receive/receive.ts";
import { refusal } from "./receive/reply.ts";
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
  /** Evaluates a kept request again, as of the time when it came, and takes its items as a request of their own. */
  replay(hook: Hook, kept: StoredRequest): Promise<Replayed>;
}

/** `deadline`: milliseconds in which a request is stored, or else its sender is asked to send it again. */
export function createIntake(context: Context, metrics: Metrics, deadline: number): Intake {
  const { clock, log } = context;
  const gate = createGate(context, metrics);
  const keep = (hook: Hook, id: string, raw: RawRequest, received: Received) =>
    store(context, metrics, { hook, id, raw, received });
  return {
    async take(hook, raw) {
      const now = clock.now();
      const id = newId(now);
      const reply = (await gate(hook, raw, { now, executionId: id })) ?? (await answerTo(hook, raw, id, now));
      metrics.add("imlc_requests_total", { app: hook.app, webhook: hook.webhook, status: String(reply.status) });
      return reply;
    },
    async replay(hook, kept) {
      const id = newId(clock.now());
      const { method, url, headers, body } = kept;
      const raw = await openRequest(context.secrets, { method, url, headers, body });
      const received = receive(hook.module, raw, { now: kept.receivedAt, executionId: id });
      const { items } = await keep(hook, id, raw, received);
      if (received.failure === undefined) return { request: id, items };
      throw new RuntimeError(received.failure.code, 422, `The replay failed as well: ${received.failure.message}`);
    },
  };

  async function answerTo(hook: Hook, raw: RawRequest, id: string, now: number): Promise<Reply> {
    const received = receive(hook.module, raw, { now, executionId: id });
    return received.evaluated ? answerOnceStored(hook, received.reply, keep(hook, id, raw, received)) : received.reply;
  }

  async function answerOnceStored(hook: Hook, reply: Reply, stored: Promise<Accepted>): Promise<Reply> {
    const again = (metric: MetricName): Reply => {
      metrics.add(metric, { app: hook.app, webhook: hook.webhook });
      return TRY_AGAIN;
    };
    const failed = stored.then(
      () => undefined,
      (error: unknown) => {
        log("error", "store-failed", { code: error instanceof Error && "code" in error ? error.code : undefined });
        return again("imlc_store_failed_total");
      },
    );
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<Reply>((resolve) => {
      timer = setTimeout(() => resolve(again("imlc_store_late_total")), hook.module.deadline ?? deadline);
    });
    const instead = await Promise.race([failed, late]);
    clearTimeout(timer);
    return instead ?? reply;
  }
}

const TRY_AGAIN = refusal(
  new RuntimeError("store-unavailable", 503, "The request could not be stored in time; send it again."),
  { "retry-after": "5" },
);

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
