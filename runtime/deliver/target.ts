import type { Delivery, Target } from "../engine/engine.ts";
import { deliverToFunction, type Handlers } from "./function.ts";
import { deliverToUrl, type HttpDelivery } from "./http.ts";
import type { Result } from "./result.ts";

/** Brings one bundle to a target, once. Rejects if the target was not reached or failed. */
export type DeliverTo = (target: Target, delivery: Delivery, bundle: string) => Promise<Result>;

export interface TargetsOptions extends HttpDelivery {
  readonly functions: Handlers;
}

/** Every kind of target there is. */
export function createTargets(options: TargetsOptions): DeliverTo {
  return async (target, delivery, bundle) => {
    switch (target.kind) {
      case "http":
        return deliverToUrl(target, delivery, bundle, options);
      case "function":
        return deliverToFunction(target.name, delivery, bundle, options);
    }
  };
}
