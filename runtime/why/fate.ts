import type { Value } from "../../language/values.ts";
import type { KeptDelivery, KeptItem } from "../engine/engine.ts";
import { deliveryStep } from "./delivery-steps.ts";
import type { EvaluatedItem } from "./item-steps.ts";
import { type Owned, ownedStep, unownedStep } from "./match.ts";
import { sentence } from "./request-steps.ts";
import type { Draft } from "./step.ts";
import type { ItemOutcome, ItemStory } from "./trace.ts";

/** What is known of a request besides what its evaluation tells. */
export interface Stored extends Owned {
  /** What the store has of its items. */
  readonly kept: readonly KeptItem[];
  /** Epoch milliseconds. */
  readonly now: number;
  /** The only delivery that is asked for. */
  readonly delivery?: string;
}

/** The story of an item that was evaluated, with what the store says became of it. */
export async function storedStory({ dedupe, ...item }: EvaluatedItem, stored: Stored): Promise<ItemStory<Value>> {
  const kept = stored.kept.find(({ id }) => id === item.id);
  if (kept === undefined) return item.outcome === "left-out" ? item : missing(item, dedupe, stored);
  if (kept.failure !== undefined) return item.outcome === "failed" ? item : mended(item, kept.failure.message);
  if (item.outcome === "left-out" || item.outcome === "failed" || item.uid !== kept.uid)
    return other(item, kept, stored);
  return withFate(item, kept, stored);
}

async function withFate(item: ItemStory<Value>, kept: KeptItem, stored: Stored): Promise<ItemStory<Value>> {
  const { engine, module, delivery } = stored;
  const { uid } = kept;
  if (uid === undefined) return item;
  const before = item.steps.filter(({ stage }) => stage !== "output");
  if (kept.reason !== undefined) {
    const step = await unownedStep(kept.reason, uid, stored);
    return { ...item, uid, outcome: "unowned", steps: [...before, step] };
  }
  const output = item.steps.filter(({ stage }) => stage === "output");
  const asked = kept.deliveries.filter(({ id }) => delivery === undefined || id === delivery);
  const told = asked.slice(0, MOST_DELIVERIES);
  const steps = await Promise.all(told.map((one) => deliveryStep(engine, module, one)));
  return {
    ...item,
    uid,
    outcome: outcomeOf(asked),
    steps: [...before, ownedStep(kept, uid, stored), ...output, ...steps],
  };
}

/** Of an item with very many owners, some are told. */
const MOST_DELIVERIES = 20;

/** The worst that any of them came to. */
function outcomeOf(deliveries: readonly KeptDelivery[]): ItemOutcome {
  const worst = (["dead", "pending", "skipped"] as const).find((state) =>
    deliveries.some((one) => one.state === state),
  );
  return worst ?? "delivered";
}

function missing(item: ItemStory<Value>, dedupe: string | undefined, stored: Stored): ItemStory<Value> {
  const { module, request, now } = stored;
  if (request.failure !== undefined) return mended(item, request.failure.message);
  const before = item.steps.filter(({ stage }) => stage !== "output");
  if (dedupe === undefined || now - request.receivedAt > DAY) {
    const known = dedupe === undefined ? "" : `its dedupe key \`${dedupe}\` was known already, or `;
    const said = `The store does not have it: ${known}how long it is kept has passed, or the manifest was changed since.`;
    return { ...item, outcome: "gone", steps: [...before, { stage: "match", said, advice: REPLAY }] };
  }
  const step: Draft = {
    stage: "dedupe",
    unit: "dedupe",
    place: module.communication.places.dedupe,
    said: `An item with the dedupe key \`${dedupe}\` was there already, so this one was left out as its duplicate.`,
    advice: "If both are events of their own, `dedupe` has to give each another key.",
  };
  return { ...item, outcome: "duplicate", steps: [...before, step] };
}

/** Milliseconds for which every store keeps what came in. */
const DAY = 24 * 60 * 60 * 1000;

const REPLAY = "Replay the request to have its items taken as the manifest is now.";

function mended(item: ItemStory<Value>, message: string): ItemStory<Value> {
  const said = `When it came, its evaluation failed: ${sentence(message)} With the manifest as it is now it does not.`;
  return { ...item, outcome: "failed", steps: [...item.steps, { stage: "output", said, advice: REPLAY }] };
}

/** The manifest was changed since: what it says now is not what was done. */
async function other(item: ItemStory<Value>, kept: KeptItem, stored: Stored): Promise<ItemStory<Value>> {
  const was = kept.uid === undefined ? "no uid" : `the uid \`${kept.uid}\``;
  const changed: Draft = {
    stage: "uid",
    unit: "uid",
    place: stored.module.communication.places.uid,
    said: `When it came, the manifest gave it ${was}; the steps above are those of the manifest as it is now.`,
    advice: REPLAY,
  };
  const told = { ...item, steps: [...item.steps, changed] };
  return kept.uid === undefined ? { ...told, outcome: "unowned" } : withFate(told, kept, stored);
}
