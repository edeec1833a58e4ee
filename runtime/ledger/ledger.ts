import type { Collection } from "../../language/values.ts";
import type { Context } from "../context.ts";
import type { AppModule } from "../contract.ts";
import type { NewSubscription, Subscription, SubscriptionPatch, Target } from "../engine/engine.ts";
import { EngineError } from "../engine/error.ts";
import { RuntimeError } from "../errors.ts";
import { failureOf } from "../failure.ts";
import { newId } from "../id.ts";
import { sealParameters } from "../stored.ts";
import { attach } from "./attach.ts";
import { change } from "./change.ts";
import { createDesk } from "./desk.ts";
import { remove, retry } from "./end.ts";
import { type Reconciled, reconcile } from "./reconcile.ts";
import { isDue, takeUp } from "./take-up.ts";

export interface WantedSubscription {
  readonly app: AppModule;
  readonly webhook: string;
  /** The id of a connection of the app. */
  readonly connection: string;
  readonly parameters: Collection;
  readonly target: Target;
}

/**
 * The ledger of what services hold for subscriptions. What is to be done is durable before its remote call, and how it
 * ended after; calls for one connection and webhook never overlap. What fails for a reason that may pass is tried again
 * by `resume`: the subscription tells by `due` when.
 */
export interface Ledger {
  /** Resolves after the first tries of attach: `attached`, `attach-failed`, or still `attaching`. */
  create(wanted: WantedSubscription): Promise<Subscription>;
  /** Runs update where the app has one. Undefined if there is no such subscription. */
  change(id: string, patch: SubscriptionPatch): Promise<Subscription | undefined>;
  /** Resolves after the first tries of detach: `detached`, `detach-failed`, or still `detaching`. Undefined if there is no such subscription. */
  remove(id: string): Promise<Subscription | undefined>;
  /** Tries again now what failed. Undefined if there is no such subscription. */
  retry(id: string): Promise<Subscription | undefined>;
  /** Compares with what the services list, connection by connection; `fix` makes them agree. */
  reconcile(app: AppModule, webhook: string, fix: boolean): Promise<Reconciled>;
  /** Does what is due: what a crash has interrupted, what failed, and renewals. To be called at start, and every second or so. */
  resume(): Promise<void>;
}

export function createLedger(context: Context): Ledger {
  const { engine, clock, log } = context;
  const desk = createDesk(context);
  /** Subscriptions that are worked on, or wait for their turn: what is due of them is being done. */
  const busy = new Map<string, number>();

  async function working<T>(id: string, task: () => Promise<T>): Promise<T> {
    busy.set(id, (busy.get(id) ?? 0) + 1);
    try {
      return await task();
    } finally {
      const left = (busy.get(id) ?? 1) - 1;
      if (left === 0) busy.delete(id);
      else busy.set(id, left);
    }
  }

  /** Runs a task in its turn, with the subscription as it is then; undefined if there is none. */
  async function inTurn<T>(id: string, task: (now: Subscription) => Promise<T>): Promise<T | undefined> {
    const known = await engine.subscription(id);
    if (known === undefined) return undefined;
    return working(id, () =>
      desk.forConnection(known, async () => {
        const now = await engine.subscription(id);
        return now && task(now);
      }),
    );
  }

  async function resumed(id: string): Promise<boolean> {
    try {
      await inTurn(id, async (now) => (isDue(desk, now) ? takeUp(desk, now) : now));
      return true;
    } catch (error) {
      // A server that stops closes its store first, so that what it cuts off stays due.
      const stopped = error instanceof EngineError && error.code === "store-closed";
      if (!stopped) log("error", "ledger-failed", { subscription: id, ...failureOf(error, undefined) });
      return false;
    }
  }

  return {
    async create(wanted) {
      await requireOwner(context, wanted);
      const { app, webhook, connection } = wanted;
      const id = newId(clock.now());
      return working(id, () =>
        desk.forConnection({ app: app.id, webhook, connection }, async () => {
          const made = await engine.createSubscription(await newSubscription(context, id, wanted));
          return attach(desk, made, false);
        }),
      );
    },
    change: (id, patch) => inTurn(id, (now) => change(desk, now, patch)),
    remove: (id) => inTurn(id, (now) => remove(desk, now)),
    retry: (id) => inTurn(id, (now) => retry(desk, now)),
    reconcile: (app, webhook, fix) => reconcile(desk, app, webhook, fix),
    async resume() {
      for (;;) {
        const due = await engine.dueSubscriptions(clock.now(), MOST_AT_ONCE + busy.size);
        const free = due.filter(({ id }) => !busy.has(id)).slice(0, MOST_AT_ONCE);
        if (free.length === 0) return;
        const ended = await Promise.all(free.map(({ id }) => resumed(id)));
        if (ended.includes(false)) return;
      }
    },
  };
}

/** Subscriptions that one pass takes up. */
const MOST_AT_ONCE = 64;

async function newSubscription(
  { secrets, clock }: Context,
  id: string,
  { app, webhook, connection, parameters, target }: WantedSubscription,
): Promise<NewSubscription> {
  const lateMatch = app.webhooks[webhook]?.lateMatch ?? false;
  const sealed = await sealParameters(secrets, parameters);
  return { id, app: app.id, webhook, connection, parameters: sealed, target, createdAt: clock.now(), lateMatch };
}

async function requireOwner({ engine }: Context, { app, connection }: WantedSubscription): Promise<void> {
  const found = await engine.connection(app.id, connection);
  if (found === undefined) {
    throw new RuntimeError("connection-unknown", 422, `The app ${app.id} has no connection with the id ${connection}.`);
  }
  if (found.uid === undefined) {
    const message = `The connection ${connection} has no uid, so no event could be told to be its own; its connection manifest must set \`response.uid\`.`;
    throw new RuntimeError("connection-without-uid", 422, message);
  }
}
