import type { Value } from "../../language/values.ts";
import { systemClock } from "../../runtime/clock.ts";
import type { Handler } from "../../runtime/deliver/function.ts";
import { createLanes, type Lanes } from "../../runtime/deliver/lanes.ts";
import { createTargets } from "../../runtime/deliver/target.ts";
import type { Engine, NewItem } from "../../runtime/engine/engine.ts";
import { openSqlite } from "../../runtime/engine/sqlite/engine.ts";
import { between, oneOf, seeded } from "../dates/random.ts";
import { attach } from "../engine/open.ts";
import { localSend } from "./consumer.ts";
import { secrets } from "./post-office.ts";

export interface Flood {
  readonly items: number;
  readonly uids: number;
  /** How many deliveries are under way at once. */
  readonly workers: number;
  readonly seed: number;
}

export interface Flooded {
  /** Items that were seen for the first time, in other than their turn. */
  readonly inversions: number;
  /** Items that were delivered again after they were delivered. */
  readonly twice: number;
  readonly delivered: number;
  readonly failed: number;
  readonly repeated: number;
  /** What the store took for repeats. */
  readonly duplicates: number;
}

/**
 * Items of many users, each numbered by its user, a tenth of them sent again and one of a thousand fifty times at once, to
 * a handler that fails one time in twenty; in memory, and swept as it goes.
 */
export async function flood({ items, uids, workers, seed }: Flood): Promise<Flooded> {
  const random = seeded(seed);
  const users = Array.from({ length: uids }, (_, n) => `u${n}`);
  const watch = createWatch(random);
  const { engine, lanes } = await openLanes(watch.notify, workers);
  for (const uid of users) await attach(engine, uid);

  const numbers = new Map<string, number>();
  let [sent, repeated, duplicates, requests] = [0, 0, 0, 0];
  let again: readonly Numbered[] = [];
  const accept = async (batch: readonly Numbered[]): Promise<void> => {
    requests += 1;
    const accepted = await engine.accept(requestOf(requests, batch));
    duplicates += accepted.items.duplicate;
    lanes.wake(accepted.lanes);
  };
  while (sent < items) {
    const fresh = Array.from({ length: Math.min(REQUEST, items - sent) }, () => next(oneOf(users, random), numbers));
    sent += fresh.length;
    const echo = random() < 0.1 ? fresh.slice(0, 1) : [];
    repeated += again.length + 49 * echo.length;
    const together = Array.from({ length: 49 * echo.length }, () => accept(echo));
    await Promise.all([accept([...fresh, ...again]), ...together]);
    again = fresh.filter(() => random() < 0.1);
    await lessThan(engine, MOST_WAITING);
    if (requests % 500 === 0) await engine.sweep(Date.now(), NOTHING_KEPT);
  }
  await lessThan(engine, 1);
  await lanes.stop();
  await engine.close();
  return { ...watch.seen(), repeated, duplicates };
}

/** An engine in memory with lanes that deliver to a function, and try again at once. */
export async function openLanes(
  notify: Handler,
  concurrency: number,
  schedule: readonly number[] = Array.from({ length: 100 }, () => 1),
): Promise<{ readonly engine: Engine; readonly lanes: Lanes }> {
  const engine = await openSqlite({ file: ":memory:" });
  const clock = systemClock;
  const lanes = createLanes({
    engine,
    deliverTo: createTargets({ send: localSend, secrets, clock, timeout: 15_000, functions: { notify } }),
    render: () => Promise.reject(new Error("Nothing is to be rendered here.")),
    clock,
    log: () => {},
    random: Math.random,
    schedule,
    concurrency,
    perTarget: concurrency,
  });
  return { engine, lanes };
}

const REQUEST = 100;
const MOST_WAITING = 20_000;
const NOTHING_KEPT = { requests: 0, unowned: 0, delivered: 0, dead: 0 };

export interface Numbered {
  readonly uid: string;
  readonly n: number;
}

function next(uid: string, numbers: Map<string, number>): Numbered {
  const n = (numbers.get(uid) ?? 0) + 1;
  numbers.set(uid, n);
  return { uid, n };
}

/** One request with an item for each; its number makes its ids. */
export function requestOf(number: number, batch: readonly Numbered[]): Parameters<Engine["accept"]>[0] {
  const items = batch.map(
    ({ uid, n }, index): NewItem => ({
      id: `${number}-${index}`,
      uid,
      dedupe: `${uid} ${n}`,
      payload: { kind: "bundle", bundle: String(n) },
    }),
  );
  return {
    id: String(number),
    app: "chat",
    webhook: "events",
    receivedAt: Date.now(),
    method: "POST",
    url: "/",
    headers: {},
    body: new Uint8Array(),
    items,
    dedupeWindow: 60_000,
  };
}

/** Resolves once fewer wait. */
export async function lessThan(engine: Engine, waiting: number): Promise<void> {
  while ((await engine.counts()).pending >= waiting) await new Promise((resolve) => setTimeout(resolve, 5));
}

/** Sees to it that each user's items come in their turn, and fails one time in twenty. */
function createWatch(random: () => number): {
  readonly notify: Handler;
  readonly seen: () => Pick<Flooded, "inversions" | "twice" | "delivered" | "failed">;
} {
  const last = new Map<string, { readonly n: number; readonly done: boolean }>();
  let [inversions, twice, delivered, failed] = [0, 0, 0, 0];
  return {
    seen: () => ({ inversions, twice, delivered, failed }),
    notify: async (bundle: Value, { uid }) => {
      const n = Number(bundle);
      const before = last.get(uid) ?? { n: 0, done: true };
      const isNext = before.done && n === before.n + 1;
      const isRepeat = !before.done && n === before.n;
      if (before.done && n <= before.n) twice += 1;
      else if (!isNext && !isRepeat) inversions += 1;
      if (between(0, 3, random) === 0) await new Promise(setImmediate);
      const done = random() >= 0.05;
      last.set(uid, { n, done });
      if (!done) {
        failed += 1;
        throw new Error("One in twenty.");
      }
      delivered += 1;
    },
  };
}
