import type { Context } from "./context.ts";
import { dedupeWindowOf } from "./dedupe-window.ts";
import type { Accepted, StoredRequest } from "./engine/engine.ts";
import { RuntimeError } from "./errors.ts";
import type { RawRequest } from "./http/message.ts";
import { newId } from "./id.ts";
import { openRequest, sealRequest } from "./kept-request.ts";
import type { Metrics } from "./metrics.ts";
import { type Received, receive, sizeOf } from "./receive/receive.ts";
import { type Admitted, createTaking, type Hook, instantOf, type Taking, tryAgain } from "./take.ts";
import { tellStored, tellUnreadable } from "./tell.ts";
import { untraced } from "./trace.ts";

export interface Replayed {
  /** Of the request that the replay made. */
  readonly request: string;
  readonly items: Accepted["items"];
}

/** Requests on their way into the store. */
export interface Intake extends Taking {
  /**
   * Evaluates a kept request again, as of the time when it came, and takes its items as a request of their own. `edited`
   * makes another one of it before; nobody looks at its signature, which then is none.
   */
  replay(hook: Hook, kept: StoredRequest, edited?: (raw: RawRequest) => RawRequest): Promise<Replayed>;
}

export type IntakeContext = Pick<
  Context,
  "engine" | "clock" | "log" | "events" | "secrets" | "wake" | "environment" | "publicUrl" | "tracer"
>;

/** `deadline`: milliseconds in which a request is stored, or else its sender is asked to send it again. */
export function createIntake(context: IntakeContext, metrics: Metrics, deadline: number): Intake {
  const { clock, log, environment, tracer = untraced } = context;
  const taking = createTaking(context, metrics, deadline, async (admitted, grow) => {
    const received = await tracer.span("imlc evaluate", { kind: "internal", attributes: {} }, async (span) => {
      const evaluated = receive(admitted.hook.module, admitted.raw, admitted.instant);
      span.set({ "imlc.items": evaluated.items.length });
      if (evaluated.failure !== undefined) span.fail(evaluated.failure.code);
      return evaluated;
    });
    if (!received.evaluated) {
      tellUnreadable(context, { ...admitted, received });
      return received.reply;
    }
    grow(received.items.reduce((bytes, item) => bytes + sizeOf(item), 0));
    try {
      await store(context, metrics, { ...admitted, received });
      return received.reply;
    } catch (error) {
      const { app, webhook } = admitted.hook;
      log("error", "store-failed", { code: error instanceof Error && "code" in error ? error.code : undefined });
      metrics.add("imlc_store_failed_total", { app, webhook });
      return FAILED;
    }
  });
  return {
    ...taking,
    async replay(hook, kept, edited = (raw) => raw) {
      const id = newId(clock.now());
      const { method, url, headers, body } = kept;
      const raw = edited(await openRequest(context.secrets, { method, url, headers, body }));
      const instant = await instantOf(hook, raw, { now: kept.receivedAt, executionId: id }, environment);
      const received = receive(hook.module, raw, instant);
      const { items } = await store(context, metrics, { hook, id, raw, received });
      if (received.failure === undefined) return { request: id, items };
      throw new RuntimeError(received.failure.code, 422, `The replay failed as well: ${received.failure.message}`);
    },
  };
}

const FAILED = tryAgain("store-unavailable", "The request could not be stored; send it again.");

interface Intended extends Pick<Admitted, "hook" | "id" | "raw"> {
  readonly received: Received;
}

async function store(context: IntakeContext, metrics: Metrics, intended: Intended): Promise<Accepted> {
  const { engine, clock, log, secrets, wake } = context;
  const { hook, id, raw, received } = intended;
  const { app, webhook, module } = hook;
  const { items, failure, warnings } = received;
  if (failure !== undefined)
    log("error", "request-failed", { request: id, app, webhook, code: failure.code, place: failure.place });
  for (const warning of warnings) metrics.add("imlc_warnings_total", { app, webhook, warning });
  const accepted = await engine.accept({
    ...(await sealRequest(secrets, raw)),
    id,
    app,
    webhook,
    receivedAt: clock.now(),
    failure,
    items,
    dedupeWindow: dedupeWindowOf(module),
  });
  for (const [outcome, count] of Object.entries(accepted.items)) {
    if (count > 0) metrics.add("imlc_items_total", { app, webhook, outcome }, count);
  }
  await tellStored(context, intended);
  wake(accepted.lanes);
  return accepted;
}
