import { valueAt } from "../../grammar/json/members.ts";
import { parseManifest } from "../analyze.ts";
import type { App } from "./app.ts";
import type { WebhookFiles } from "./components.ts";

/** Whether all users of a webhook share its URL. A folder that nobody lists has such a one; elsewhere a `uid` tells it. */
export function isShared({ type, communication }: WebhookFiles, { layout }: App): boolean {
  if (type) return type === "web-shared";
  return layout === "bare" || valueAt(communication && parseManifest(communication).json, "uid") !== undefined;
}

/** Whether a shared webhook hangs on a connection: one names it, or names none. What is looked at alone counts as used. */
export function isUsed(id: string, app: App): boolean {
  if (app.webhooks.length === 0) return app.layout === "bare";
  const shared = app.webhooks.filter((webhook) => isShared(webhook, app));
  return shared.some(({ connections }) => connections.length === 0 || connections.some((each) => each.id === id));
}
