import type { SubscriptionRow } from "../answers.ts";

/** Where deliveries go; the query of a URL may be a secret, and is left out. */
export function targetText({ target: { url = "", function: name } }: SubscriptionRow): string {
  if (name !== undefined) return `the function ${name}`;
  const [shown = "", query] = url.split("?", 2);
  return query === undefined ? shown : `${shown}?…`;
}
