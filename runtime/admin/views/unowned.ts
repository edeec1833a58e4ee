import type { UnownedItem, UnownedReason } from "../../engine/engine.ts";
import { anything, choice, instant, integer, named, object, optional, text } from "../answer-shape.ts";
import { BUNDLE, type Carried, payloadView, type Shown, SIZED, type Sized } from "./payload.ts";
import { time } from "./time.ts";

/** An item that is nobody's, whole or of a list. */
export interface UnownedView extends Omit<UnownedItem, "payload" | "at">, Carried, Sized {
  readonly at: string;
}

/** The shape of why nobody got an item. */
export const REASON = choice<UnownedReason>({
  "no-uid": "it has none that can be used",
  "no-connection": "no connection has its uid",
  "no-subscription": "a connection has the uid, but no subscription that was attaching or attached",
  platform: "it concerns the app itself",
});

/** The shape of an item that is nobody's. */
export const UNOWNED_ITEM = named(
  "UnownedItem",
  object<UnownedView>({
    id: text(),
    seq: integer("What rows are sorted by: newer ones have greater numbers."),
    app: text(),
    webhook: text(),
    request: text("The id of the request that it came of."),
    uid: optional(text("If it has one.")),
    reason: REASON,
    at: instant("When it came."),
    bundle: BUNDLE,
    item: optional(anything("The item as the service sent it, as long as no `bundle` was made of it.")),
    ...SIZED,
  }),
);

/** The item as it is shown. */
export function unownedView({ payload, payloadBytes, at, ...item }: Shown<UnownedItem>): UnownedView {
  return { ...item, at: time(at), ...payloadView(payload), payloadBytes };
}
