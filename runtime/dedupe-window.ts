import type { WebhookModule } from "./contract.ts";

/** Milliseconds for which a dedupe key of a webhook counts. */
export function dedupeWindowOf({ dedupeWindow = WEEK }: Pick<WebhookModule, "dedupeWindow">): number {
  return dedupeWindow;
}

const WEEK = 7 * 24 * 60 * 60 * 1000;
