import type { Webhook, WebhookModule } from "../../runtime/contract.ts";
import type { RawRequest } from "../../runtime/http/message.ts";
import { type Received, receive } from "../../runtime/receive/receive.ts";

export const instant = { now: Date.UTC(2026, 0, 2, 3, 4, 5), executionId: "x1" };

/** A request as a service sends it: JSON unless the headers say otherwise. */
export function post(
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
  url = "/hooks/app/hook",
): RawRequest {
  const text = typeof body === "string" ? body : JSON.stringify(body);
  return {
    method: "POST",
    url,
    headers: { "content-type": "application/json", ...headers },
    body: body instanceof Uint8Array ? body : new TextEncoder().encode(text),
  };
}

/** A module as the compiler makes it of these units. */
export function hook(units: Partial<Webhook>, settings: Omit<WebhookModule, "communication"> = {}): WebhookModule {
  return { communication: { places: {}, ...units }, ...settings };
}

/** What a webhook makes of a request. */
export function received(units: Partial<Webhook>, request: RawRequest): Received {
  return receive(hook(units), request, instant);
}

/** The bundles of what was received, as values, with their uids. */
export function bundles({ items }: Received): readonly (readonly [uid: string | undefined, bundle: unknown])[] {
  return items.map(({ uid, payload }) => [uid, payload.kind === "bundle" ? JSON.parse(payload.bundle) : payload.kind]);
}
