import type { DeliveryState, LedgerState } from "../../runtime/engine/engine.ts";
import type { Tone } from "./page.ts";

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
