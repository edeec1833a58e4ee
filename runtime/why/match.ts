import type { WebhookModule } from "../contract.ts";
import type {
  Connection,
  Engine,
  KeptItem,
  LedgerState,
  StoredRequest,
  Subscription,
  UnownedReason,
} from "../engine/engine.ts";
import type { Draft } from "./step.ts";
import { holdersOf } from "./uids.ts";

/** Where it is looked up who an item may belong to. */
export interface Owned {
  readonly engine: Engine;
  readonly module: WebhookModule;
  readonly request: StoredRequest;
  /** The connections of its app. */
  readonly connections: () => Promise<readonly Connection[]>;
}

/** That an item has owners, as its deliveries say. */
export function ownedStep({ deliveries }: KeptItem, uid: string, { module, request }: Owned): Draft {
  const lanes = [...new Set(deliveries.map(({ subscription }) => `\`${subscription}\``))];
  const isLate = deliveries.every(({ createdAt }) => createdAt > request.receivedAt);
  const who = lanes.length === 1 ? `the subscription ${lanes.join()}` : `the subscriptions ${lanes.join(", ")}`;
  return matchStep(module, {
    said: isLate
      ? `Nobody had the uid \`${uid}\` when the item came; it was kept, and matched to ${who} as soon as that was there.`
      : `The uid \`${uid}\` is that of ${who}.`,
  });
}

/** That nobody had the uid of an item, and who has it, or one like it, now. */
export async function unownedStep(reason: UnownedReason, uid: string, owned: Owned): Promise<Draft> {
  const { module, request } = owned;
  const { exact, near } = holdersOf(await owned.connections(), uid);
  const [holder] = exact;
  if (holder === undefined) return matchStep(module, nobodyHas(uid, request.app, near));
  const named = `The connection \`${holder.id}\` has the uid \`${uid}\``;
  const found = await Promise.all(exact.map(({ id }) => subscriptionsOf(owned, id)));
  return matchStep(module, notSubscribed(named, found.flat(), reason, owned));
}

type Words = Pick<Draft, "said" | "advice">;

function matchStep({ communication }: WebhookModule, words: Words): Draft {
  return { stage: "match", unit: "uid", place: communication.places.uid, ...words };
}

function nobodyHas(uid: string, app: string, near: Connection | undefined): Words {
  const nobody = `No connection of the app \`${app}\` has the uid \`${uid}\``;
  if (near === undefined) return { said: `${nobody}.`, advice: NOBODY };
  return {
    said: `${nobody}; the nearest is \`${near.uid}\`, of the connection \`${near.id}\`.`,
    advice: "Uids are compared exactly, as text: have `uid` here and in the connection's manifest name the same id.",
  };
}

const NOBODY =
  "Connect the user; or, if that was done, have `uid` here and in the connection's manifest name the same id.";

function notSubscribed(
  named: string,
  subscriptions: readonly Subscription[],
  reason: UnownedReason,
  { module, request: { webhook } }: Owned,
): Words {
  if (subscriptions.some(({ state }) => OWNING.has(state))) {
    const now = reason === "no-connection" ? "now, and had it not" : "and is subscribed now, and was not";
    return { said: `${named} ${now} when the item came.`, advice: lateAdvice(module) };
  }
  if (subscriptions.length === 0) {
    const said = `${named}, but no subscription of the webhook \`${webhook}\`.`;
    return { said, advice: "Subscribe it, and then replay the request." };
  }
  const states = subscriptions.map(({ id, state }) => `\`${id}\` is ${state}`).join(", ");
  const said = `${named}, but no subscription of the webhook \`${webhook}\` that is attached: ${states}.`;
  return { said, advice: "Subscribe it again, and then replay the request." };
}

/** The states in which a subscription gets items. */
const OWNING: ReadonlySet<LedgerState> = new Set(["attaching", "attached"]);

function subscriptionsOf({ engine, request: { app, webhook } }: Owned, connection: string) {
  return engine.subscriptions({ app, webhook, connection, limit: MOST_SUBSCRIPTIONS });
}

/** Of a connection that has been subscribed very often, the last ones. */
const MOST_SUBSCRIPTIONS = 100;

function lateAdvice({ lateMatch }: WebhookModule): string {
  const replay = "Replay the request to have it delivered.";
  if (lateMatch === true) return replay;
  return `${replay} To have such items wait for their owners, set \`lateMatch\` in \`imlc.json\`.`;
}
