import { encodeValue } from "../../language/codec.ts";
import type { Engine } from "../../runtime/engine/engine.ts";
import { openSqlite } from "../../runtime/engine/sqlite/engine.ts";
import { receive } from "../../runtime/receive/receive.ts";
import { oneOf, seeded } from "../dates/random.ts";
import { chat } from "../receive/chat.ts";
import { lookAlikes, type Written } from "./look-alikes.ts";

export interface Matched {
  readonly delivered: number;
  readonly unowned: number;
  /** Items that had to be nobody's. */
  readonly nobodys: number;
  /** Deliveries to another than the owner, the first ones. */
  readonly wrong: readonly string[];
  /** The most that the store counted as waiting and unowned at once. */
  readonly largest: number;
}

/**
 * Sends items to owners whose uids look alike, through the evaluation of requests and an engine in memory to what waits in
 * each lane, and drops what was looked at, so that the store stays small.
 */
export async function matchMany(items: number, owners: number, seed: number): Promise<Matched> {
  const engine = await openSqlite({ file: ":memory:" });
  const random = seeded(seed);
  const alike = lookAlikes(owners);
  for (const [index, uid] of alike.owners.entries()) await subscribed(engine, uid, index);

  let [sent, nobodys, unowned, delivered, largest] = [0, 0, 0, 0, 0];
  const wrong: string[] = [];
  while (sent < items) {
    const requests: Promise<number>[] = [];
    for (let n = 0; n < REQUESTS_AT_ONCE && sent < items; n += 1) {
      const chosen = Array.from({ length: Math.min(ITEMS_OF_REQUEST, items - sent) }, () =>
        oneOf(alike.written, random),
      );
      nobodys += chosen.filter(({ owner }) => owner === undefined).length;
      requests.push(send(engine, chosen, `${sent}`));
      sent += chosen.length;
    }
    for (const count of await Promise.all(requests)) unowned += count;
    const counts = await engine.counts();
    largest = Math.max(largest, counts.pending + counts.unowned);
    const taken = await Promise.all(alike.owners.map((uid, index) => drain(engine, uid, `s${index}`)));
    for (const lane of taken) {
      delivered += lane.delivered;
      if (wrong.length < 10) wrong.push(...lane.wrong);
    }
    await engine.sweep(NOW + 1, { requests: 0, unowned: 0, delivered: 0, dead: 0 });
  }
  await engine.close();
  return { delivered, unowned, nobodys, wrong, largest };
}

const NOW = Date.UTC(2026, 0, 2);
const ITEMS_OF_REQUEST = 1_000;
const REQUESTS_AT_ONCE = 100;

/** One request; answers how many of its items had no owner. Each item says whose it is, for `drain` to compare. */
async function send(engine: Engine, chosen: readonly Written[], id: string): Promise<number> {
  const items = chosen.map(({ literal, owner }) => `{"userId":${literal},"of":${JSON.stringify(owner ?? null)}}`);
  const request = {
    method: "POST",
    url: "/hooks/chat/events",
    headers: { "content-type": "application/json" },
    body: new TextEncoder().encode(`{"data":[${items.join(",")}]}`),
  };
  const received = receive({ communication: chat }, request, { now: NOW, executionId: id });
  const about = { id, app: "chat", webhook: "events", receivedAt: NOW, dedupeWindow: 0 };
  const accepted = await engine.accept({ ...request, ...about, body: new Uint8Array(), items: received.items });
  if (received.items.length !== chosen.length || accepted.items.failed > 0)
    throw new Error(
      `Of ${chosen.length} items ${received.items.length} were taken, and ${accepted.items.failed} failed.`,
    );
  return accepted.items.unowned;
}

async function drain(
  engine: Engine,
  uid: string,
  lane: string,
): Promise<{ readonly delivered: number; readonly wrong: readonly string[] }> {
  const waiting = await engine.heads(lane, 1_000_000);
  const wrong = waiting.flatMap(({ payload, uid: matched }) => {
    const of = payload.kind === "bundle" ? JSON.parse(payload.bundle).of : undefined;
    return of === uid && matched === uid ? [] : [`${JSON.stringify(of)} went to ${JSON.stringify(uid)}`];
  });
  await engine.settle(waiting.map(({ id }) => ({ delivery: id, at: NOW, kind: "delivered" })));
  return { delivered: waiting.length, wrong };
}

async function subscribed(engine: Engine, uid: string, index: number): Promise<void> {
  const [id, connection] = [`s${index}`, `c${index}`];
  await engine.putConnection({ app: "chat", id: connection, uid, secret: "", createdAt: NOW, updatedAt: NOW });
  await engine.createSubscription({
    id,
    app: "chat",
    webhook: "events",
    connection,
    parameters: encodeValue({}),
    target: { kind: "function", name: "none" },
    createdAt: NOW,
    lateMatch: false,
  });
  await engine.moveSubscription(id, ["attaching"], { state: "attached", at: NOW });
}
