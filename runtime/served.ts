import type { Context } from "./context.ts";
import type { WebhookModule } from "./contract.ts";
import { RuntimeError } from "./errors.ts";

/** The webhook that a record names; throws a `RuntimeError` if it is not served here. */
export function moduleOf(
  { apps }: Pick<Context, "apps">,
  { app, webhook }: { readonly app: string; readonly webhook: string },
): WebhookModule {
  const module = apps().find(({ id }) => id === app)?.webhooks[webhook];
  if (module !== undefined) return module;
  throw new RuntimeError("webhook-unknown", 500, `The webhook ${app}/${webhook} is not served here.`);
}
