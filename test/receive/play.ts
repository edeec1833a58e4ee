import type { AppModule } from "../../runtime/contract.ts";
import type { Payload } from "../../runtime/engine/engine.ts";
import type { Running } from "../admin/running.ts";
import { hmac } from "../signature/provider.ts";

/** The headers that sign a body at a time, in epoch milliseconds. */
export type Sign = (secret: string, body: string, at: number) => Readonly<Record<string, string>>;

/** As GitHub signs. */
export const asGithub: Sign = (secret, body) => ({ "x-hub-signature-256": `sha256=${hmac("hex", secret, body)}` });

/** A request of a service. */
export interface Sent {
  readonly body: object;
  /** Undefined: it is not signed. */
  readonly secret?: string;
  /** Milliseconds since it was signed. */
  readonly age?: number;
}

/** What came of requests. */
export interface Outcome {
  /** What is to be delivered, as `UID: NAME`, in order of the alphabet; the name is `?` if no item is kept. */
  readonly delivered: readonly string[];
  /** Of the answers. */
  readonly statuses: readonly number[];
}

/** Ada (uid 7) and Ben (uid 9) connect to an app and subscribe, and its service sends requests. */
export async function play(server: Running, app: AppModule, sign: Sign, requests: readonly Sent[]): Promise<Outcome> {
  const lanes: (readonly [uid: string, lane: string])[] = [];
  for (const [uid, accessToken] of users) {
    await server.admin("PUT", `/apps/${app.id}/connections/c${uid}`, { parameters: { accessToken } });
    const { json } = await server.admin("POST", `/apps/${app.id}/webhooks/webhook/subscriptions`, {
      connection: `c${uid}`,
      parameters: { channel: `of ${uid}` },
      target: { url: "https://target.example/in" },
    });
    lanes.push([uid, String(json?.id)]);
  }
  const statuses: number[] = [];
  for (const { body, secret, age = 0 } of requests) {
    const text = JSON.stringify(body);
    const headers = secret === undefined ? {} : sign(secret, text, server.clock.now - age);
    statuses.push((await server.hook(text, `/hooks/${app.id}/webhook`, headers)).status);
  }
  const delivered: string[] = [];
  for (const [uid, lane] of lanes) {
    for (const { payload } of await server.engine.heads(lane, 100)) delivered.push(`${uid}: ${nameIn(payload)}`);
  }
  return { delivered: delivered.sort(), statuses };
}

/** The access tokens by which the service knows its users. */
const users = [
  ["7", "ada-access-token"],
  ["9", "ben-access-token"],
] as const;

function nameIn(payload: Payload): string {
  switch (payload.kind) {
    case "bundle":
      return JSON.parse(payload.bundle).name;
    case "scope":
      return JSON.parse(payload.scope).item?.name ?? "?";
    case "failure":
      return payload.item;
  }
}
