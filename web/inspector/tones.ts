import type { DeliveryState, LedgerState } from "../../runtime/engine/engine.ts";
import type { EventState } from "../../runtime/events.ts";
import type { Tone } from "./page.ts";

/** How what happens is to be taken. */
export const eventTones: Readonly<Record<EventState | "dropped", Tone>> = {
  received: "plain",
  unreadable: "red",
  refused: "red",
  owned: "plain",
  unowned: "yellow",
  platform: "plain",
  duplicate: "yellow",
  failed: "red",
  delivered: "green",
  skipped: "yellow",
  retry: "yellow",
  dead: "red",
  dropped: "yellow",
};

export const deliveryTones: Readonly<Record<DeliveryState, Tone>> = {
  pending: "yellow",
  delivered: "green",
  skipped: "plain",
  dead: "red",
};

export const ledgerTones: Readonly<Record<LedgerState, Tone>> = {
  attaching: "yellow",
  attached: "green",
  "attach-failed": "red",
  detaching: "yellow",
  detached: "plain",
  "detach-failed": "red",
};
