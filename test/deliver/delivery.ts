import type { Delivery } from "../../runtime/engine/engine.ts";

/** A delivery that waits, for tests that have no store. */
export function delivery(more: Partial<Delivery> = {}): Delivery {
  return {
    id: "item-1-7",
    seq: 7,
    subscription: "s1",
    request: "request-1",
    item: "item-1",
    app: "chat",
    webhook: "events",
    uid: "u1",
    payload: { kind: "bundle", bundle: "{}" },
    state: "pending",
    attempts: 0,
    tries: [],
    due: 0,
    createdAt: 0,
    ...more,
  };
}
