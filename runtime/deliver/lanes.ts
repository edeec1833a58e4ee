import type { Delivery, Engine, Subscription } from "../engine/engine.ts";
import { failureOf } from "../failure.ts";
import type { Log } from "../log.ts";
import { type Attempt, type AttemptOptions, attempt } from "./attempt.ts";

/**
 * Delivers what waits in lanes: one delivery of a lane at a time, in the order of its items, whatever becomes of other
 * lanes. A delivery that failed stays at the head of its lane until it is delivered or given up.
 */
export interface Lanes {
  /** Takes up what waits in the store. */
  start(): Promise<void>;
  /** To be told which subscriptions may have something new, or may go on. */
  wake(subscriptions: readonly string[]): void;
  /** Begins nothing more; resolves when what is under way has ended and is written down, after 5 seconds at the latest. */
  stop(): Promise<void>;
}

export interface LanesOptions extends AttemptOptions {
  readonly engine: Engine;
  readonly log: Log;
  /** How many deliveries are under way at once, over all lanes. */
  readonly concurrency: number;
}

/** What a lane does after its turn. */
type Next =
  | { readonly kind: "idle" }
  | { readonly kind: "again" }
  /** `due` in epoch milliseconds. */
  | { readonly kind: "later"; readonly due: number };

export function createLanes(options: LanesOptions): Lanes {
  const { engine, clock, log, concurrency } = options;
  /** In the order in which they came: no lane waits longer than one turn of each other lane. */
  const waiting = new Set<string>();
  const running = new Map<string, Promise<void>>();
  /** Lanes that were woken during their turn, which may have looked too early. */
  const wokenMeanwhile = new Set<string>();
  const sleeping = new Map<string, { woken: boolean }>();
  let stopping = false;

  function pump(): void {
    for (const lane of waiting) {
      if (running.size >= concurrency || stopping) return;
      waiting.delete(lane);
      running.set(lane, run(lane));
    }
  }

  async function run(lane: string): Promise<void> {
    const next = await turn(lane, options).catch((error: unknown): Next => {
      log("error", "lane-failed", { subscription: lane, ...failureOf(error, undefined) });
      return { kind: "later", due: clock.now() + AFTER_FAILURE };
    });
    running.delete(lane);
    if (wokenMeanwhile.delete(lane) || next.kind === "again") waiting.add(lane);
    else if (next.kind === "later") sleepUntil(lane, next.due);
    pump();
  }

  /** In short naps, so that a clock that is set forth is noticed, and a call during the sleep is answered at the end of one. */
  function sleepUntil(lane: string, due: number): void {
    const left = due - clock.now();
    if (left <= 0) {
      waiting.add(lane);
      pump();
    } else if (!stopping) {
      const nap = { woken: false };
      sleeping.set(lane, nap);
      clock.sleep(Math.min(left, LONGEST_NAP)).then(() => {
        sleeping.delete(lane);
        sleepUntil(lane, nap.woken ? 0 : due);
      });
    }
  }

  function wake(lanes: readonly string[]): void {
    for (const lane of lanes) {
      const nap = sleeping.get(lane);
      if (nap !== undefined) nap.woken = true;
      else if (running.has(lane)) wokenMeanwhile.add(lane);
      else waiting.add(lane);
    }
    pump();
  }

  return {
    wake,
    async start() {
      wake((await engine.lanes()).map(({ subscription }) => subscription));
    },
    async stop() {
      stopping = true;
      await within(LONGEST_STOP, Promise.all(running.values()));
    },
  };
}

/** Milliseconds after which a lane looks again whose turn failed for a reason that is not its target's. */
const AFTER_FAILURE = 5_000;
const LONGEST_NAP = 1_000;
const LONGEST_STOP = 5_000;

/** Resolves with the task, or after so many milliseconds without it. */
async function within(milliseconds: number, task: Promise<unknown>): Promise<void> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds);
  });
  await Promise.race([task, late]);
  clearTimeout(timer);
}

/** Tries the head of a lane, if it may go, and writes down how that ended. */
async function turn(lane: string, options: LanesOptions): Promise<Next> {
  const { engine, clock } = options;
  const [subscription, [head]] = await Promise.all([engine.subscription(lane), engine.heads(lane, 1)]);
  if (head === undefined || subscription?.state !== "attached" || subscription.disabled !== undefined) return IDLE;
  if (head.due > clock.now()) return { kind: "later", due: head.due };
  const ended = await attempt(head, subscription, options);
  await engine.settle([ended.outcome]);
  report(ended, head, subscription, options.log);
  if (ended.disable !== undefined) {
    await engine.patchSubscription(lane, { disabled: ended.disable });
    return IDLE;
  }
  return ended.outcome.kind === "retry" ? { kind: "later", due: ended.outcome.due } : { kind: "again" };
}

const IDLE: Next = { kind: "idle" };

function report({ outcome, disable }: Attempt, { id, attempts }: Delivery, { id: lane }: Subscription, log: Log): void {
  const fields = { subscription: lane, delivery: id, attempt: attempts + 1 };
  switch (outcome.kind) {
    case "delivered":
    case "skipped":
      log("debug", outcome.kind, fields);
      break;
    case "retry":
      log("warn", "delivery-failed", {
        ...fields,
        code: outcome.failure.code,
        due: new Date(outcome.due).toISOString(),
      });
      break;
    case "dead":
    case "failed":
      log("error", "delivery-dead", { ...fields, code: outcome.failure.code });
  }
  if (disable !== undefined) log("error", "subscription-disabled", { subscription: lane, reason: disable });
}
