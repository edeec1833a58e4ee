import type { RawRequest, Reply } from "../../runtime/http/message.ts";
import { type Running, type RunningOptions, raw, running } from "../admin/running.ts";
import { oauthApp } from "./app.ts";
import { type Provider, provider } from "./provider.ts";

/** A server with the OAuth app, and its provider. */
export async function withProvider(
  options: Omit<RunningOptions, "answer"> = {},
): Promise<{ readonly server: Running; readonly service: Provider }> {
  const service = provider();
  return { server: await running({ apps: [oauthApp], ...options, answer: service.answer }), service };
}

export const CONNECTION = "/apps/chat/connections/ada";

/** Begins an authorization; answers where the user is sent, and the state. */
export async function begin(server: Running, body: unknown = {}): Promise<{ url: string; state: string }> {
  const { status, json } = await server.admin("POST", `${CONNECTION}/authorize`, body);
  if (status !== 200) throw new Error(JSON.stringify(json));
  return { url: String(json?.url), state: String(json?.state) };
}

/** What the user's browser does with that: logs in at the provider, and goes where it is sent. */
export async function login(server: Running, url: string): Promise<string> {
  const { pathname, search } = new URL(url);
  const page = await fetch(`${server.service.origin}${pathname}${search}`);
  const { location } = (await page.json()) as { location?: string };
  if (location === undefined) throw new Error("The provider sent the user nowhere.");
  return location;
}

/** The browser comes to an address of the server. */
export function visit(server: Running, address: string, method = "GET"): Promise<Reply> {
  const { pathname, search } = new URL(address);
  const request: RawRequest = raw(method, pathname + search, { host: "hooks.example" });
  return server.app.fetch(request);
}

/** From the beginning to the end. */
export async function authorize(server: Running, body: unknown = {}): Promise<Reply> {
  const { url } = await begin(server, body);
  return visit(server, await login(server, url));
}

let channels = 0;

/** Subscribes Ada's connection, to a channel of its own, so that the service has to be asked. */
export function subscribe(server: Running) {
  channels += 1;
  return server.admin("POST", "/apps/chat/webhooks/events/subscriptions", {
    connection: "ada",
    parameters: { channel: `channel ${channels}` },
    target: { url: "https://target.example/in" },
  });
}
