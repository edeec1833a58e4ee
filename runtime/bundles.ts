import type { Context } from "./context.ts";
import type { Delivery, Subscription } from "./engine/engine.ts";
import { RuntimeError } from "./errors.ts";
import { type Rendered, render } from "./receive/render.ts";
import { openOwner } from "./stored.ts";

/** Makes the bundle of a delivery of which only the scope is kept. */
export type RenderDelivery = (delivery: Delivery, subscription: Subscription) => Promise<Rendered>;

/** Rejects if the webhook is not served, or the subscription's data cannot be opened: both may be mended, and nothing is lost by then. */
export function createRenderDelivery({ apps, secrets }: Pick<Context, "apps" | "secrets">): RenderDelivery {
  return async ({ payload }, subscription) => {
    if (payload.kind !== "scope") return payload;
    const { app, webhook } = subscription;
    const module = apps().find(({ id }) => id === app)?.webhooks[webhook];
    if (module === undefined)
      throw new RuntimeError("webhook-unknown", 500, `The webhook ${app}/${webhook} is not served here.`);
    return render(module, payload.scope, await openOwner(secrets, subscription));
  };
}
