import type { Accepted, Connection, Delivery, Engine, NewItem, NewRequest, Payload, Subscription } from "../engine.ts";
import { EngineError } from "../error.ts";

/** What the suite needs of a test runner. `equal` compares by value and takes a key that is undefined for an absent one. */
export interface TestApi {
  describe(name: string, body: () => void): void;
  it(name: string, body: () => Promise<void>): void;
  equal(actual: unknown, expected: unknown): void;
}

/** Opens an empty store. */
export type Open = () => Promise<{ readonly engine: Engine }>;

export type OpenAgain = () => Promise<{
  readonly engine: Engine;
  /** Closes the engine and opens the same store again. */
  reopen(): Promise<Engine>;
}>;

export const APP = "chat";
export const WEBHOOK = "events";
export const DAY = 24 * 60 * 60 * 1000;

/** When everything in the suite happens, but where a test says otherwise. */
export const NOW = 1_750_000_000_000;

let lastId = 0;

/** An id that no other call gave. */
export function id(of: string): string {
  lastId += 1;
  return `${of}-${lastId}`;
}

export function item(uid: string | undefined, name: string, more: Partial<NewItem> = {}): NewItem {
  return { id: id("item"), uid, payload: { kind: "bundle", bundle: JSON.stringify(name) }, ...more };
}

export function request(items: readonly NewItem[], more: Partial<NewRequest> = {}): NewRequest {
  return {
    id: id("request"),
    app: APP,
    webhook: WEBHOOK,
    receivedAt: NOW,
    method: "POST",
    url: "/hooks/chat/events",
    headers: { "content-type": "application/json" },
    body: new TextEncoder().encode("{}"),
    items,
    dedupeWindow: 7 * DAY,
    ...more,
  };
}

/** Accepts one request with one item for each name. */
export function arrive(engine: Engine, uid: string | undefined, ...names: readonly string[]): Promise<Accepted> {
  return engine.accept(request(names.map((name) => item(uid, name))));
}

export function connection(uid: string | undefined, more: Partial<Connection> = {}): Connection {
  return { app: APP, id: id("connection"), uid, secret: "sealed", createdAt: NOW, updatedAt: NOW, ...more };
}

/** A new subscription in state `attaching`, of a connection that is there. */
export function subscribe(engine: Engine, of: Connection, lateMatch = false, webhook = WEBHOOK): Promise<Subscription> {
  return engine.createSubscription({
    id: id("subscription"),
    app: of.app,
    webhook,
    connection: of.id,
    parameters: "{}",
    target: { kind: "function", name: "notify" },
    createdAt: NOW,
    lateMatch,
  });
}

/** A new connection with the uid, and a subscription of it that is attached; answers the subscription's id. */
export async function attached(engine: Engine, uid: string, lateMatch = false): Promise<string> {
  const made = connection(uid);
  await engine.putConnection(made);
  const subscription = await subscribe(engine, made, lateMatch);
  await engine.moveSubscription(subscription.id, ["attaching"], { state: "attached", at: NOW });
  return subscription.id;
}

/** What waits in a lane, by the names that the items were given. */
export async function names(engine: Engine, subscription: string): Promise<readonly unknown[]> {
  return (await engine.heads(subscription, 10_000)).map(nameOf);
}

export function nameOf({ payload }: { readonly payload?: Payload }): unknown {
  return payload?.kind === "bundle" ? JSON.parse(payload.bundle) : payload?.kind;
}

/** A row without its number, which is the engine's own. */
export function unnumbered<R extends { readonly seq?: number }>(row: R | undefined): Omit<R, "seq"> | undefined {
  if (row === undefined) return undefined;
  const { seq: _, ...rest } = row;
  return rest;
}

/** The head of a lane, which must be there. */
export async function head(engine: Engine, subscription: string): Promise<Delivery> {
  const [first] = await engine.heads(subscription, 1);
  if (first === undefined) throw new Error(`Nothing waits in the lane of ${subscription}.`);
  return first;
}

/** The code with which a call was refused; `done` if it was not. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return "done";
  } catch (error) {
    return error instanceof EngineError ? error.code : String(error);
  }
}
