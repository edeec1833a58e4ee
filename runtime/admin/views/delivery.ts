import type { Delivery, DeliveryState, KeptDelivery, Try } from "../../engine/engine.ts";
import {
  about,
  anything,
  choice,
  instant,
  integer,
  list,
  named,
  object,
  optional,
  type Properties,
  text,
} from "../answer-shape.ts";
import { FAILURE } from "./failure.ts";
import { BUNDLE, type Carried, payloadView, type Shown, SIZED, type Sized } from "./payload.ts";
import { time } from "./time.ts";

/** An attempt. */
export interface TryView extends Omit<Try, "at"> {
  readonly at: string;
}

/** A delivery without what it delivers. */
export interface KeptDeliveryView extends Omit<KeptDelivery, "due" | "createdAt" | "tries"> {
  readonly due: string;
  readonly createdAt: string;
  readonly tries: readonly TryView[];
}

/** A delivery, whole or of a list. */
export interface DeliveryView extends Omit<KeptDeliveryView, "item">, Carried, Sized {}

/** The shape of attempts. */
export const TRIES = list(
  named(
    "Try",
    object<TryView>(
      {
        at: instant("When it began."),
        duration: integer("Milliseconds."),
        status: optional(integer("What the target answered, if it answered over HTTP.")),
        code: optional(text("Why it failed, if it did.")),
      },
      "One attempt at a delivery, without anything that was sent or answered.",
    ),
  ),
  "The last attempts, the oldest first, also those before it was put back.",
);

/** The shapes of what each delivery has. */
export const KEPT_DELIVERY: Properties<KeptDeliveryView> = {
  id: text("Stays the same over retries and redrives, so that a consumer knows what it has had."),
  seq: integer("What rows are sorted by: newer ones have greater numbers."),
  subscription: text("Whose lane it is in, by its id."),
  request: text("The id of the request that it came of."),
  item: text("The id of the item."),
  app: text(),
  webhook: text(),
  uid: text("Of the item."),
  state: choice<DeliveryState>({
    pending: "it waits in its lane",
    delivered: "the target has taken it",
    skipped: "the webhook's condition left it out for this subscription",
    dead: "it was given up, and is a dead letter",
  }),
  attempts: integer("How often it was tried since it came into its lane, or was put back into it."),
  tries: TRIES,
  due: instant("The time from which it may be tried."),
  createdAt: instant(),
  failure: optional(about(FAILURE, "Why the last attempt failed, if it did.")),
};

/** Where the id of an item gives way to the item. */
export const ITEM_OR_ID = optional(
  anything(
    "The item, as long as no `bundle` was made of it; the id of the item, where there is a `bundle` or it is left out.",
  ),
);

/** The shape of a delivery, whole or of a list. */
export const DELIVERY = named(
  "Delivery",
  object<DeliveryView>({ ...KEPT_DELIVERY, bundle: BUNDLE, item: ITEM_OR_ID, ...SIZED }),
);

/** The delivery as it is shown. */
export function deliveryView({ payload, payloadBytes, ...delivery }: Shown<Delivery>): DeliveryView {
  return { ...keptDeliveryView(delivery), ...payloadView(payload), payloadBytes };
}

/** The same without what it delivers. */
export function keptDeliveryView({ due, createdAt, tries, ...delivery }: KeptDelivery): KeptDeliveryView {
  return { ...delivery, due: time(due), createdAt: time(createdAt), tries: tries.map(tryView) };
}

/** The attempt as it is shown. */
export function tryView({ at, ...tried }: Try): TryView {
  return { ...tried, at: time(at) };
}
