import { toText } from "../language/conversions.ts";
import type { Context } from "./context.ts";
import type { Delivery, Subscription } from "./engine/engine.ts";
import { openRequest } from "./kept-request.ts";
import { type Rendered, render, unpackScope, withRequest } from "./receive/render.ts";
import { moduleOf } from "./served.ts";
import { openOwner } from "./stored.ts";

/** Makes the bundle of a delivery of which only the scope is kept. */
export type RenderDelivery = (delivery: Delivery, subscription: Subscription) => Promise<Rendered>;

type Needed = Pick<Context, "apps" | "secrets" | "engine">;

/** Rejects if the webhook is not served, or what is sealed cannot be opened: both may be mended, and nothing is lost by then. */
export function createRenderDelivery({ apps, secrets, engine }: Needed): RenderDelivery {
  return async ({ payload }, subscription) => {
    if (payload.kind !== "scope") return payload;
    const module = moduleOf({ apps }, subscription);
    const { kept, withheld } = unpackScope(payload.scope);
    const owner = await openOwner(secrets, subscription);
    if (withheld === undefined) return render(module, kept, owner);
    const request = await engine.request(toText(kept.executionId));
    if (request === undefined) return GONE;
    return render(module, withRequest(kept, await openRequest(secrets, request)), owner);
  };
}

const GONE: Rendered = {
  kind: "failure",
  failure: {
    code: "request-gone",
    message:
      "The request of this item is not kept any more, and its headers are needed; have the service send the event again.",
  },
};
