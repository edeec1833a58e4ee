import type { DeadLetter } from "../../engine/engine.ts";
import { about, instant, integer, named, object, optional, text } from "../answer-shape.ts";
import { ITEM_OR_ID, TRIES, type TryView, tryView } from "./delivery.ts";
import { FAILURE } from "./failure.ts";
import { BUNDLE, type Carried, payloadView, type Shown, SIZED, type Sized } from "./payload.ts";
import { time } from "./time.ts";

/** A dead letter, whole or of a list. */
export interface DeadLetterView extends Omit<DeadLetter, "payload" | "at" | "tries" | "item">, Carried, Sized {
  readonly at: string;
  readonly tries: readonly TryView[];
}

/** The shape of a dead letter. */
export const DEAD_LETTER = named(
  "DeadLetter",
  object<DeadLetterView>(
    {
      id: text(),
      seq: integer("What rows are sorted by: newer ones have greater numbers."),
      app: text(),
      webhook: text(),
      request: text("The id of the request that it came of, which can be replayed."),
      uid: optional(text("Of the item, if it has one.")),
      delivery: optional(text("Its id, if it is a delivery; without it, it cannot be put back.")),
      subscription: optional(text("The id of the subscription, if it is a delivery.")),
      failure: about(FAILURE, "Why it is a dead letter."),
      tries: TRIES,
      at: instant("When it became one."),
      bundle: BUNDLE,
      item: ITEM_OR_ID,
      ...SIZED,
    },
    "An item that could not be evaluated, or a delivery that was given up.",
  ),
);

/** The dead letter as it is shown. */
export function deadLetterView({ payload, payloadBytes, at, tries, ...letter }: Shown<DeadLetter>): DeadLetterView {
  return { ...letter, at: time(at), tries: tries.map(tryView), ...payloadView(payload), payloadBytes };
}
