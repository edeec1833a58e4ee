import type { SubscriptionRow } from "../answers.ts";

/** Where deliveries go; the query of a URL may be a secret, and is left out. */
export function targetText({ target }: SubscriptionRow): string {
  if ("function" in target) return `the function ${target.function}`;
  const [shown = "", query] = target.url.split("?", 2);
  return query === undefined ? shown : `${shown}?…`;
}
