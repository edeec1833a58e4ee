import type { Context } from "../context.ts";
import type { AppModule, WebhookModule } from "../contract.ts";
import { RuntimeError } from "../errors.ts";

/** The app of that id; throws a `RuntimeError` (404) if it is not served. */
export function appOf({ apps }: Context, id: string): AppModule {
  const served = apps();
  const app = served.find((one) => one.id === id);
  if (app !== undefined) return app;
  throw new RuntimeError(
    "not-found",
    404,
    `There is no app ${id}. There are: ${served.map((one) => one.id).join(", ")}.`,
  );
}

/** The webhook of an app; throws a `RuntimeError` (404) if the app has none of that name. */
export function webhookIn({ id, webhooks }: AppModule, webhook: string): WebhookModule {
  return found(Object.hasOwn(webhooks, webhook) ? webhooks[webhook] : undefined, `webhook ${webhook} in the app ${id}`);
}

/** The value, or a `RuntimeError` (404) that says what there is not. */
export function found<T>(value: T | undefined, what: string): T {
  if (value !== undefined) return value;
  throw new RuntimeError("not-found", 404, `There is no ${what}.`);
}
