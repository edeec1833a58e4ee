import { createAdmission, DEFAULT_ROOM, type Place } from "./admission.ts";
import type { Context } from "./context.ts";
import type { WebhookModule } from "./contract.ts";
import { RuntimeError } from "./errors.ts";
import type { RawRequest, Reply } from "./http/message.ts";
import { OVERLOADED } from "./http/refusals.ts";
import { newId } from "./id.ts";
import type { Metrics } from "./metrics.ts";
import { refusal } from "./receive/reply.ts";
import type { Instant } from "./receive/scope.ts";
import { challengeOf } from "./signature/challenge.ts";
import { createGate } from "./signature/gate.ts";
import { type SpanStart, untraced } from "./trace.ts";

/** One webhook and the names under which it is served. */
export interface Hook {
  /** Empty: webhooks that a program serves by itself are of no app. */
  readonly app: string;
  readonly webhook: string;
  readonly module: WebhookModule;
}

/** What takes requests to shared URLs, wherever their items go. */
export interface Taking {
  /** Checks the signature of a request, has it settled in time, and answers what that gave, or that it is to be sent again. */
  take(hook: Hook, raw: RawRequest): Promise<Reply>;
  /** Whether a request would be turned away now, for others wait too long already. */
  isBehind(): boolean;
}

/** A request whose signature is right. */
export interface Admitted {
  readonly hook: Hook;
  readonly id: string;
  readonly raw: RawRequest;
  readonly instant: Instant;
}

/**
 * Evaluates a request, has its items taken for good, and only then resolves to the answer that the manifest asks for; if
 * they are not taken, to one that asks for the request again. `grow` is told how many bytes more it holds until then.
 */
export type Settle = (admitted: Admitted, grow: (bytes: number) => void) => Promise<Reply>;

/** Milliseconds in which a request is taken, where its webhook does not say. */
export const DEFAULT_DEADLINE = 2500;

/**
 * `deadline`: milliseconds in which a request is settled, or else its sender is asked to send it again. They count from when
 * it has come as a whole: how long that took is its sender's affair, and for the server to bound.
 */
export function createTaking(
  context: Pick<Context, "clock" | "log" | "environment" | "publicUrl" | "tracer" | "events">,
  metrics: Metrics,
  deadline: number,
  settle: Settle,
): Taking {
  const { clock, environment, tracer = untraced } = context;
  const gate = createGate(context, metrics);
  const admission = createAdmission(DEFAULT_ROOM, clock.now);
  return {
    isBehind: admission.isBehind,
    async take(hook, raw) {
      const { app, webhook } = hook;
      const began = clock.now();
      const reply = await traced(hook, raw);
      metrics.observe("imlc_request_seconds", { app, webhook }, (clock.now() - began) / 1_000);
      if (reply === LATE) metrics.add("imlc_store_late_total", { app, webhook });
      if (reply === OVERLOADED) metrics.add("imlc_store_behind_total", { app, webhook });
      metrics.add("imlc_requests_total", { app, webhook, status: String(reply.status) });
      return reply;
    },
  };

  /** Whoever sends is a stranger, to whose trace ours is linked at most. */
  function traced(hook: Hook, raw: RawRequest): Promise<Reply> {
    const attributes = { "imlc.app": hook.app, "imlc.webhook": hook.webhook };
    return tracer.span("imlc receive", { kind: "server", attributes, links: [raw.headers] }, async (span) => {
      const reply = await answerInTime(hook, raw);
      span.set({ "http.response.status_code": reply.status });
      return reply;
    });
  }

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
    const at = { now, executionId: id };
    const refused = await tracer.span("imlc verify", WITHIN, async (span) => {
      const reply = await gate(hook, raw, at);
      if (reply !== undefined) span.set({ "http.response.status_code": reply.status });
      return reply;
    });
    if (refused !== undefined) return refused;
    return settle({ hook, id, raw, instant: await instantOf(hook, raw, at, environment) }, place.grow);
  }
}

const WITHIN: SpanStart = { kind: "internal", attributes: {} };

/** What the templates of a request may know besides it, with what a handshake needs of a secret. */
export async function instantOf(
  { module: { signature } }: Hook,
  raw: RawRequest,
  at: Omit<Instant, "challenge">,
  environment: Context["environment"],
): Promise<Instant> {
  return { ...at, challenge: signature && (await challengeOf(signature, raw, environment)) };
}

/** The answer to a request that was not taken, and may be if it is sent again. */
export function tryAgain(code: string, message: string): Reply {
  return refusal(new RuntimeError(code, 503, message), { "retry-after": "5" });
}

const LATE = tryAgain("store-unavailable", "The request could not be stored in time; send it again.");
