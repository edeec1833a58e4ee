import type { SteadyClock } from "../clock.ts";
import type { Metrics } from "../metrics.ts";
import type { DeliverTo } from "./target.ts";

/** The same targets; how long each attempt takes is counted. */
export function measured(deliverTo: DeliverTo, metrics: Metrics, clock: SteadyClock): DeliverTo {
  return async (target, delivery, bundle) => {
    const { app, webhook } = delivery;
    const began = clock.elapsed();
    try {
      return await deliverTo(target, delivery, bundle);
    } finally {
      metrics.observe("imlc_delivery_seconds", { app, webhook }, (clock.elapsed() - began) / 1_000);
    }
  };
}
