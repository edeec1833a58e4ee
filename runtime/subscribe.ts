import { encodeValue } from "../language/codec.ts";
import type { Collection } from "../language/values.ts";
import { attach, detach } from "./attach.ts";
import type { Context } from "./context.ts";
import type { AppModule } from "./contract.ts";
import type { LedgerState, NewSubscription, Subscription, SubscriptionPatch, Target } from "./engine/engine.ts";
import { RuntimeError } from "./errors.ts";
import { newId } from "./id.ts";
import { createSerial } from "./serial.ts";

export interface WantedSubscription {
  readonly app: AppModule;
  readonly webhook: string;
  /** The id of a connection of the app. */
  readonly connection: string;
  readonly parameters: Collection;
  readonly target: Target;
}

/** The ledger at work: each state is durable before and after its remote call, and calls of one subscription never overlap. */
export interface Subscriptions {
  /** Resolves once attach has ended, well (`attached`) or badly (`attach-failed`). */
  create(wanted: WantedSubscription): Promise<Subscription>;
  /** Undefined if there is no such subscription. */
  change(id: string, patch: SubscriptionPatch): Promise<Subscription | undefined>;
  /** Resolves once detach has ended, well (`detached`) or badly (`detach-failed`; calling again tries again). Undefined if there is none. */
  remove(id: string): Promise<Subscription | undefined>;
  /** Takes up what a crash has left between two states. */
  resume(): Promise<void>;
}

export function createSubscriptions(context: Context): Subscriptions {
  const { engine, clock, wake } = context;
  const serial = createSerial();
  return {
    async create(wanted) {
      await requireOwner(context, wanted);
      const id = newId(clock.now());
      return serial(id, async () =>
        attach(context, await engine.createSubscription(newSubscription(id, wanted, clock.now()))),
      );
    },
    change: (id, patch) =>
      serial(id, async () => {
        const changed = await engine.patchSubscription(id, patch);
        if (changed !== undefined) wake([id]);
        return changed;
      }),
    remove: (id) =>
      serial(id, async () => {
        const left = await engine.subscription(id);
        if (left?.state === "attaching") await attach(context, left);
        const detaching = await engine.moveSubscription(id, DETACHABLE, { state: "detaching", at: clock.now() });
        if (detaching !== undefined) return detach(context, detaching);
        const dropped = await engine.moveSubscription(id, NEVER_ATTACHED, { state: "detached", at: clock.now() });
        return dropped ?? engine.subscription(id);
      }),
    async resume() {
      for (const { id } of await interrupted(context)) {
        await serial(id, async () => {
          const left = await engine.subscription(id);
          if (left?.state === "attaching") await attach(context, left);
          if (left?.state === "detaching") await detach(context, left);
        });
      }
    },
  };
}

/** No call of this subscription is under way here, so `detaching` is what a failing store has left behind. */
const DETACHABLE: readonly LedgerState[] = ["attached", "detach-failed", "detaching"];

/** The service was asked and refused: there is nothing to detach, and mostly no id to detach it by. */
const NEVER_ATTACHED: readonly LedgerState[] = ["attach-failed"];

function newSubscription(
  id: string,
  { app, webhook, connection, parameters, target }: WantedSubscription,
  createdAt: number,
): NewSubscription {
  const lateMatch = app.webhooks[webhook]?.lateMatch ?? false;
  return { id, app: app.id, webhook, connection, parameters: encodeValue(parameters), target, createdAt, lateMatch };
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

const PAGE = 500;

async function interrupted({ engine }: Context): Promise<readonly Subscription[]> {
  const found: Subscription[] = [];
  let before: number | undefined;
  for (;;) {
    const page = await engine.subscriptions({ limit: PAGE, before });
    found.push(...page.filter(({ state }) => state === "attaching" || state === "detaching"));
    if (page.length < PAGE) return found;
    before = page.at(-1)?.seq;
  }
}
