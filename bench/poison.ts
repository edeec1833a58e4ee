import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "../runtime/clock.ts";
import { createLanes, type Lanes } from "../runtime/deliver/lanes.ts";
import { defaultDelivery } from "../runtime/deliver/settings.ts";
import { createTargets } from "../runtime/deliver/target.ts";
import type { Engine, NewItem } from "../runtime/engine/engine.ts";
import { openSqlite } from "../runtime/engine/sqlite/engine.ts";
import { createSecrets, newSecretKey } from "../runtime/secrets.ts";
import type { Row } from "./main.ts";

const ROUNDS = 10;
const ROUND_MILLISECONDS = 1_500;
const USERS = Array.from({ length: 200 }, (_, n) => `u${n}`);
const POISON = "poison";
/** Requests of one item per second, each at its time whether those before are answered or not. */
const RATE = 200;

/** How long others wait for their deliveries while one user's always hangs and fails, against the same without that user. */
export async function poisonBench(): Promise<Row[]> {
  const folder = mkdtempSync(join(tmpdir(), "imlc-poison-"));
  const waits = { poisoned: [] as number[], well: [] as number[] };
  let into = waits.well;
  const notify = async (sent: unknown, { uid }: { readonly uid: string }): Promise<void> => {
    if (uid !== POISON) {
      into.push(performance.now() - Number(sent));
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
    throw new Error("Never.");
  };
  const engine = await openSqlite({ file: join(folder, "store.db") });
  const lanes = await lanesOf(engine, notify);
  try {
    for (const uid of [...USERS, POISON]) await subscribe(engine, uid);
    await load(engine, lanes, USERS);
    into.splice(0);
    for (let round = 0; round < 2 * ROUNDS; round += 1) {
      const poisoned = round % 2 === 1;
      into = poisoned ? waits.poisoned : waits.well;
      // One more user among two hundred, whose lane is tried again and again.
      await load(engine, lanes, poisoned ? [...USERS, POISON] : USERS);
      await engine.patchSubscription(POISON, { disabled: poisoned ? "Between rounds." : false });
      lanes.wake([POISON]);
    }
  } finally {
    await lanes.stop();
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  }
  return [0.5, 0.99].map((part) => {
    const [ours, peer] = [quantile(waits.poisoned, part), quantile(waits.well, part)];
    return {
      name: `a poison user beside ${USERS.length}, p${100 * part} of the others`,
      ours,
      peer,
      unit: "ms",
      ratio: ours / peer,
    };
  });
}

async function lanesOf(
  engine: Engine,
  notify: Parameters<typeof createTargets>[0]["functions"][string],
): Promise<Lanes> {
  const clock = systemClock;
  const secrets = await createSecrets(newSecretKey());
  const send = () => Promise.reject(new Error("Nothing is sent here."));
  return createLanes({
    ...defaultDelivery,
    engine,
    clock,
    deliverTo: createTargets({ send, secrets, clock, timeout: 15_000, functions: { notify } }),
    render: () => Promise.reject(new Error("Nothing is rendered here.")),
    log: () => {},
    random: Math.random,
    schedule: Array.from({ length: 100_000 }, () => 1),
  });
}

/** The subscription has the uid for its id. */
async function subscribe(engine: Engine, uid: string): Promise<void> {
  const about = { app: "bench", createdAt: 0, updatedAt: 0 };
  await engine.putConnection({ ...about, id: uid, uid, secret: "" });
  const target = { kind: "function", name: "notify" } as const;
  const subscription = {
    ...about,
    id: uid,
    webhook: "hook",
    connection: uid,
    parameters: "{}",
    target,
    lateMatch: false,
  };
  await engine.createSubscription(subscription);
  await engine.moveSubscription(uid, ["attaching"], { state: "attached", at: 0 });
}

let last = 0;

async function load(engine: Engine, lanes: Lanes, uids: readonly string[]): Promise<void> {
  const began = performance.now();
  const accepting: Promise<void>[] = [];
  for (let n = 0; n < (ROUND_MILLISECONDS * RATE) / 1_000; n += 1) {
    const due = began + (n * 1_000) / RATE;
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, due - performance.now())));
    accepting.push(accept(engine, lanes, uids[n % uids.length] ?? POISON, due));
  }
  await Promise.all(accepting);
}

async function accept(engine: Engine, lanes: Lanes, uid: string, due: number): Promise<void> {
  last += 1;
  const item: NewItem = { id: `i${last}`, uid, payload: { kind: "bundle", bundle: String(due) } };
  const accepted = await engine.accept({
    id: `r${last}`,
    app: "bench",
    webhook: "hook",
    receivedAt: Date.now(),
    method: "POST",
    url: "/",
    headers: {},
    body: new Uint8Array(),
    items: [item],
    dedupeWindow: 0,
  });
  lanes.wake(accepted.lanes);
}

function quantile(values: readonly number[], part: number): number {
  return values.toSorted((a, b) => a - b)[Math.floor(part * (values.length - 1))] ?? Number.NaN;
}
