import { parseJson } from "../../language/json.ts";
import type { Collection, Value } from "../../language/values.ts";
import type { RenderDelivery } from "../../runtime/bundles.ts";
import type { Delivery, Engine, Failure, NewItem, NewRequest } from "../../runtime/engine/engine.ts";
import { failureView } from "./views.ts";

/**
 * What one item of a request came to.
 *
 * @example
 * ```ts
 * import type { HookItem } from "imlc/testing";
 *
 * export const isDelivered = ({ owners, dead }: HookItem): boolean => dead === undefined && owners.length > 0;
 * ```
 */
export interface HookItem {
  /** Absent where it has no usable uid, or belongs to the app itself. */
  readonly uid?: string;
  /** What is delivered, where that is the same for all owners. */
  readonly output?: Value;
  /** What is delivered to each owner, where that depends on the subscription. */
  readonly outputs?: Collection;
  /** The subscriptions that get it, sorted. */
  readonly owners: readonly string[];
  readonly dedupe?: string;
  /** It was left out, for its key was known. */
  readonly duplicate?: true;
  /** It belongs to the app itself. */
  readonly platform?: true;
  /** Why it could not be evaluated. */
  readonly dead?: Failure;
  /** Why it could not be evaluated for some owners. */
  readonly deadFor?: Readonly<Record<string, Failure>>;
}

/** Where the items of a request are looked up. */
export interface Kept {
  readonly engine: Engine;
  readonly render: RenderDelivery;
  /** What the test calls a subscription. */
  readonly nameOf: (subscription: string) => string;
  /** Subscriptions that got something. */
  readonly lanes: readonly string[];
}

/** What became of the items of a request that was just taken; its deliveries count as made after that. */
export async function itemsOf({ id, items, receivedAt }: NewRequest, kept: Kept): Promise<readonly HookItem[]> {
  const { engine, lanes } = kept;
  const heads = await Promise.all(lanes.map((lane) => engine.heads(lane, MANY)));
  const deliveries = heads.flat().filter(({ request }) => request === id);
  const views = await Promise.all(
    items.map((item) =>
      itemView(
        item,
        deliveries.filter((delivery) => delivery.item === item.id),
        kept,
      ),
    ),
  );
  await engine.settle(deliveries.map(({ id: delivery }) => ({ kind: "delivered", delivery, at: receivedAt })));
  return views;
}

/** More than any request may have. */
const MANY = 100_000;

async function itemView(
  { id, uid, dedupe, platform, payload }: NewItem,
  deliveries: readonly Delivery[],
  kept: Kept,
): Promise<HookItem> {
  const about = {
    ...(uid === undefined ? {} : { uid }),
    ...(dedupe === undefined ? {} : { dedupe }),
    ...(platform === undefined ? {} : { platform }),
  };
  if (payload.kind === "failure") return { ...about, owners: [], dead: payload.failure };
  const isThere = deliveries.length > 0 || (await kept.engine.unownedItem(id)) !== undefined;
  const fate = isThere ? {} : ({ duplicate: true } as const);
  if (payload.kind === "bundle") {
    const owners = deliveries.map(({ subscription }) => kept.nameOf(subscription)).sort();
    return { ...about, output: parseJson(payload.bundle), owners, ...fate };
  }
  return { ...about, ...(await rendered(deliveries, kept)), ...fate };
}

/** What depends on the subscription. */
async function rendered(
  deliveries: readonly Delivery[],
  { engine, render, nameOf }: Kept,
): Promise<Pick<HookItem, "outputs" | "owners" | "deadFor">> {
  const outputs: Record<string, Value> = {};
  const deadFor: Record<string, Failure> = {};
  for (const delivery of deliveries) {
    const subscription = await engine.subscription(delivery.subscription);
    if (subscription === undefined) continue;
    const made = await render(delivery, subscription);
    const name = nameOf(delivery.subscription);
    if (made.kind === "bundle") outputs[name] = parseJson(made.bundle);
    if (made.kind === "failure") deadFor[name] = made.failure;
  }
  const owners = Object.keys(outputs).sort();
  const sorted = Object.fromEntries(owners.map((name) => [name, outputs[name]]));
  return {
    ...(owners.length > 0 ? { outputs: sorted } : {}),
    owners,
    ...(Object.keys(deadFor).length > 0 ? { deadFor } : {}),
  };
}

/** An item as fixtures write it. */
export function hookItemView({ dead, deadFor, owners, ...item }: HookItem): Collection {
  return {
    ...item,
    ...(owners.length > 0 ? { owners } : {}),
    ...(dead ? { dead: failureView(dead) } : {}),
    ...(deadFor
      ? { deadFor: Object.fromEntries(Object.entries(deadFor).map(([name, each]) => [name, failureView(each)])) }
      : {}),
  };
}
