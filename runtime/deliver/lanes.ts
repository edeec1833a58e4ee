import type { SteadyClock } from "../clock.ts";
import type { Delivery, Engine, Subscription } from "../engine/engine.ts";
import type { Events, RuntimeEvent } from "../events.ts";
import { failureOf } from "../failure.ts";
import type { Log } from "../log.ts";
import { type Attempt, type AttemptOptions, attempt } from "./attempt.ts";
import { createSleepers } from "./sleepers.ts";
import { createTurns, placeOf, type Turns } from "./turns.ts";
import { createWaits, type Waits } from "./waits.ts";

/**
 * Delivers what waits in lanes: one delivery of a lane at a time, in the order of its items, whatever becomes of other
 * lanes. A delivery that failed stays at the head of its lane until it is delivered or given up.
 */
export interface Lanes {
  /** Takes up what waits in the store. */
  start(): Promise<void>;
  /** To be told which subscriptions may have something new, or may go on. */
  wake(subscriptions: readonly string[]): void;
  /** How many lanes are in what state now. */
  counts(): { readonly running: number; readonly waiting: number; readonly sleeping: number };
  /** Begins nothing more; resolves when what is under way has ended and is written down, after 5 seconds at the latest. */
  stop(): Promise<void>;
}

export interface LanesOptions extends AttemptOptions {
  readonly engine: Engine;
  readonly log: Log;
  /** Absent: nobody follows what happens. */
  readonly events?: Events;
  readonly clock: SteadyClock;
  /** How many deliveries are under way at once, over all lanes. */
  readonly concurrency: number;
  /** How many of them to one host. */
  readonly perTarget: number;
}

/** What a lane does after its turn. */
type Next =
  | { readonly kind: "idle" }
  /** `target` is where its next delivery goes, if that is known. */
  | { readonly kind: "again"; readonly target: string | undefined }
  | { readonly kind: "later"; readonly milliseconds: number };

export function createLanes(options: LanesOptions): Lanes {
  const { engine, clock, log, concurrency, perTarget, schedule } = options;
  const turns = createTurns(perTarget);
  const waits = createWaits(clock, schedule);
  const running = new Map<string, Promise<void>>();
  /** Lanes that were woken during their turn, which may have looked too early. */
  const wokenMeanwhile = new Set<string>();
  const sleepers = createSleepers(clock, (lane) => {
    turns.add(lane, undefined);
    pump();
  });
  let stopping = false;

  function pump(): void {
    while (running.size < concurrency && !stopping) {
      const lane = turns.next();
      if (lane === undefined) return;
      running.set(lane, run(lane));
    }
  }

  async function run(lane: string): Promise<void> {
    const next = await turn(lane, options, turns, waits).catch((error: unknown): Next => {
      log("error", "lane-failed", { subscription: lane, ...failureOf(error, undefined) });
      return { kind: "later", milliseconds: AFTER_FAILURE };
    });
    turns.leave(lane);
    running.delete(lane);
    if (next.kind === "again") turns.add(lane, next.target);
    else if (wokenMeanwhile.has(lane)) turns.add(lane, undefined);
    else if (next.kind === "later") sleepers.sleep(lane, next.milliseconds);
    wokenMeanwhile.delete(lane);
    pump();
  }

  function wake(lanes: readonly string[]): void {
    for (const lane of lanes) {
      if (running.has(lane)) wokenMeanwhile.add(lane);
      else if (!sleepers.wake(lane)) turns.add(lane, undefined);
    }
    pump();
  }

  return {
    wake,
    counts: () => ({ running: running.size, waiting: turns.size(), sleeping: sleepers.size() }),
    async start() {
      wake((await engine.lanes()).map(({ subscription }) => subscription));
    },
    async stop() {
      stopping = true;
      sleepers.stop();
      await within(LONGEST_STOP, Promise.all(running.values()));
    },
  };
}

/** Milliseconds after which a lane looks again whose turn failed for a reason that is not its target's. */
const AFTER_FAILURE = 5_000;
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

/** Tries the head of a lane, if it may go and its target has a place free, and writes down how that ended. */
async function turn(lane: string, options: LanesOptions, turns: Turns, waits: Waits): Promise<Next> {
  const { engine } = options;
  const [subscription, [head]] = await Promise.all([engine.subscription(lane), engine.heads(lane, 1)]);
  if (head === undefined || subscription?.state !== "attached" || subscription.disabled !== undefined) {
    waits.forget(lane);
    return IDLE;
  }
  const left = waits.left(lane, head);
  if (left > 0) return { kind: "later", milliseconds: left };
  const target = placeOf(subscription.target);
  if (target !== undefined && !turns.sit(lane, target)) return { kind: "again", target };
  const ended = await attempt(head, subscription, options);
  const next = after(ended, target);
  if (next.kind === "later" && ended.outcome.kind === "retry")
    waits.begin(lane, { ...head, due: ended.outcome.due }, next.milliseconds);
  else waits.forget(lane);
  await engine.settle([ended.outcome]);
  report(ended, head, subscription, options.log);
  options.events?.emit(eventOf(ended, head));
  if (ended.disable !== undefined) await engine.patchSubscription(lane, { disabled: ended.disable });
  return next;
}

const IDLE: Next = { kind: "idle" };

function after({ outcome, disable }: Attempt, target: string | undefined): Next {
  if (disable !== undefined) return IDLE;
  if (outcome.kind === "retry") return { kind: "later", milliseconds: outcome.due - outcome.at };
  return { kind: "again", target };
}

function eventOf({ outcome }: Attempt, { id, app, webhook, request, item, subscription, uid }: Delivery): RuntimeEvent {
  const about = { at: outcome.at, app, webhook, request, item, delivery: id, subscription, uid };
  const answered = { ...about, status: outcome.tried?.status };
  switch (outcome.kind) {
    case "delivered":
    case "skipped":
      return { ...answered, state: outcome.kind };
    case "retry":
    case "dead":
      return { ...answered, state: outcome.kind, code: outcome.failure.code };
    case "failed":
      return { ...answered, state: "dead", code: outcome.failure.code };
  }
}

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
