import type { AppModule, WebhookModule } from "../contract.ts";
import type { Sides } from "./difference.ts";
import type { RecordedRequest } from "./recorded.ts";

/** The webhook of a request, under the names by which a store knows it. */
export interface FoundWebhook {
  readonly app: string;
  readonly webhook: string;
  readonly modules: Sides<WebhookModule | undefined>;
}

/**
 * The webhook that a request names, on both sides; undefined if neither has it. Where each side is one app, they are taken
 * for the same one, whatever their folders are called.
 */
export function webhooksOf(
  { old, new: now }: Sides<readonly AppModule[]>,
  { app, webhook }: Pick<RecordedRequest, "app" | "webhook">,
): FoundWebhook | undefined {
  const [before, after] = alone(old, now, app) ?? [named(old, app), named(now, app)];
  const name = webhook ?? onlyName(before, after);
  if (name === undefined) return undefined;
  const modules = { old: before?.webhooks[name], new: after?.webhooks[name] };
  if (modules.old === undefined && modules.new === undefined) return undefined;
  return { app: app ?? after?.id ?? "", webhook: name, modules };
}

function alone(
  [before, ...more]: readonly AppModule[],
  [after, ...others]: readonly AppModule[],
  app: string | undefined,
): readonly [AppModule, AppModule] | undefined {
  if (before === undefined || after === undefined || more.length > 0 || others.length > 0) return undefined;
  return app === undefined || app === before.id || app === after.id ? [before, after] : undefined;
}

function named(apps: readonly AppModule[], id: string | undefined): AppModule | undefined {
  return apps.find((app) => app.id === id);
}

function onlyName(before: AppModule | undefined, after: AppModule | undefined): string | undefined {
  const names = new Set([before, after].flatMap((app) => Object.keys(app?.webhooks ?? {})));
  const [name] = names;
  return names.size === 1 ? name : undefined;
}
