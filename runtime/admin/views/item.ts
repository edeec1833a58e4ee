import type { KeptDelivery, KeptItem } from "../../engine/engine.ts";
import { about, list, named, object, optional, text } from "../answer-shape.ts";
import { KEPT_DELIVERY, type KeptDeliveryView, keptDeliveryView } from "./delivery.ts";
import { FAILURE } from "./failure.ts";
import { REASON } from "./unowned.ts";

/** What became of an item, and whose it is. */
export interface ItemView extends Omit<KeptItem, "deliveries"> {
  readonly deliveries: readonly OwnedDeliveryView[];
}

/** A delivery by itself, with whose it is. */
export interface OwnedDeliveryView extends KeptDeliveryView {
  readonly connection?: string;
}

/** The shape of an item of a request. */
export const ITEM = named(
  "Item",
  object<ItemView>(
    {
      id: text(),
      uid: optional(text("If it has one.")),
      reason: optional(about(REASON, `Why it is nobody's still. ${REASON.schema.description}`)),
      failure: optional(about(FAILURE, "Why it could not be evaluated.")),
      deliveries: list(
        named(
          "OwnedDelivery",
          object<OwnedDeliveryView>(
            {
              ...KEPT_DELIVERY,
              connection: optional(text("The id of the connection that the subscription is of.")),
            },
            "A delivery without what it delivers.",
          ),
        ),
      ),
    },
    "What became of an item of a request. One without `reason` and `failure` has, or had, deliveries.",
  ),
);

/** `owners`: the connection of each subscription, by their ids. */
export function itemView({ deliveries, ...item }: KeptItem, owners: ReadonlyMap<string, string>): ItemView {
  const owned = (delivery: KeptDelivery): OwnedDeliveryView => ({
    ...keptDeliveryView(delivery),
    connection: owners.get(delivery.subscription),
  });
  return { ...item, deliveries: deliveries.map(owned) };
}
