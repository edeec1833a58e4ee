import type { UnownedReason } from "../../runtime/engine/engine.ts";

/** Why an item is nobody's. */
export const unownedReasons: Readonly<Record<UnownedReason, string>> = {
  "no-uid": "it has no uid",
  "no-connection": "no connection has its uid",
  "no-subscription": "the connection had no subscription",
  platform: "it concerns the app itself",
};
