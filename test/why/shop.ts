import { createRenderDelivery } from "../../runtime/bundles.ts";
import { createLanes, type Lanes } from "../../runtime/deliver/lanes.ts";
import { createTargets } from "../../runtime/deliver/target.ts";
import { createSecrets } from "../../runtime/secrets.ts";
import type { Trace } from "../../runtime/why/trace.ts";
import type { Why } from "../../runtime/why/why.ts";
import { type Running, running } from "../admin/running.ts";
import { consumer, localSend } from "../deliver/consumer.ts";
import { manualClock } from "../deliver/manual-clock.ts";
import { compiled } from "../signature/app.ts";

/** A manifest that does well; each fault changes a part of it. */
export const manifest = {
  verification: {
    condition: "{{body.type = 'hello'}}",
    respond: { body: { challenge: "{{body.challenge}}" } },
  },
  condition: "{{body.type = 'events'}}",
  iterate: "{{body.events}}",
  uid: "{{item.user.id}}",
  output: { text: "{{item.text}}" },
} as const;

export const event = { user: { id: 7 }, text: "one" };
export const events = { type: "events", events: [event] };

/** A server of one app, the app `shop` with its webhook `webhook`, and what delivers from its store. */
export interface Shop {
  readonly server: Running;
  readonly lanes: Lanes;
  /** Where this value stands in the manifest. */
  placeOf(value: unknown): string;
  /** Posts a body to the hook. */
  send(body: unknown, headers?: Record<string, string>): Promise<number>;
  /** A connection with this uid, subscribed to deliver to a target that answers with the status; its subscription's id. */
  subscribe(connection: string, uid: string | number, status?: number, parameters?: object): Promise<string>;
  /** The story of the last request that is kept. */
  why(): Promise<Why>;
  /** Delivers what waits until nothing is under way. */
  deliver(subscription: string): Promise<void>;
  close(): Promise<void>;
}

export interface ShopOptions {
  /** Replaces keys of the manifest; undefined removes one. */
  readonly webhook?: object;
  readonly config?: object;
  readonly environment?: Readonly<Record<string, string>>;
  /** Milliseconds between attempts. */
  readonly schedule?: readonly number[];
}

export async function shop({
  webhook = {},
  config = {},
  environment = {},
  schedule = [60_000],
}: ShopOptions = {}): Promise<Shop> {
  const said = { ...manifest, ...webhook };
  const app = await compiled("shop", { "webhook.iml.json": said, "imlc.json": { webhook: config } });
  const server = await running({ apps: [app], environment });
  const { engine } = server;
  const secrets = await createSecrets("ab".repeat(32));
  const clock = manualClock();
  const lanes = createLanes({
    engine,
    clock,
    log: () => undefined,
    render: createRenderDelivery({ apps: () => [app], secrets, engine }),
    deliverTo: createTargets({ send: localSend, secrets, clock, timeout: 30_000, functions: {} }),
    random: () => 0.5,
    schedule,
    concurrency: 4,
    perTarget: 4,
  });
  return {
    server,
    lanes,
    placeOf: (value) => `webhook.iml.json:1:${JSON.stringify(said).indexOf(JSON.stringify(value)) + 1}`,
    send: async (body, headers) => (await server.hook(body, "/hooks/shop/webhook", headers)).status,
    async subscribe(connection, uid, status = 204, parameters = {}) {
      const url = await consumer((_, response) => response.writeHead(status).end());
      await server.admin("PUT", `/apps/shop/connections/${connection}`, { uid });
      const { json } = await server.admin("POST", "/apps/shop/webhooks/webhook/subscriptions", {
        connection,
        parameters,
        target: { url },
      });
      return String(json?.id);
    },
    async why() {
      const { json } = await server.admin("GET", "/requests?limit=1");
      return whyOf(server, `/requests/${json?.items?.[0]?.id}`);
    },
    async deliver(subscription) {
      lanes.wake([subscription]);
      const isBusy = () => lanes.counts().running + lanes.counts().waiting > 0;
      while (isBusy()) await new Promise((resolve) => setTimeout(resolve, 5));
    },
    async close() {
      await lanes.stop();
      await server.close();
    },
  };
}

/** What the admin API tells of something. */
export async function whyOf(server: Running, path: string): Promise<Why> {
  const { status, json } = await server.admin("GET", `${path}/why`);
  if (status !== 200) throw new Error(`${path}: ${status} ${JSON.stringify(json)}`);
  return json as unknown as Why;
}

/** The step that decided: the last of the first item, or else of the request. */
export function decision({ steps, items: [item] }: Trace): Trace["steps"][number] | undefined {
  return item === undefined ? steps.at(-1) : item.steps.at(-1);
}
