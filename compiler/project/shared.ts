import { valueAt } from "../../grammar/json/members.ts";
import { parseManifest } from "../analyze.ts";
import type { App } from "./app.ts";
import type { WebhookFiles } from "./components.ts";

/** The webhooks whose URL all users share. A folder that nobody lists has such a one; elsewhere a `uid` tells it. */
export function sharedWebhooks({ webhooks, layout }: App): readonly WebhookFiles[] {
  return webhooks.filter(({ type, communication }) => {
    if (type) return type === "web-shared";
    return layout === "bare" || valueAt(communication && parseManifest(communication).json, "uid") !== undefined;
  });
}

/** Whether a shared webhook hangs on a connection: one names it, or names none. What is looked at alone counts as used. */
export function isUsed(id: string, app: App, shared: readonly WebhookFiles[]): boolean {
  if (app.webhooks.length === 0) return app.layout === "bare";
  return shared.some(({ connections }) => connections.length === 0 || connections.some((each) => each.id === id));
}
