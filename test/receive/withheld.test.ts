import { afterEach, expect, test } from "vitest";
import { createRenderDelivery } from "../../runtime/bundles.ts";
import type { AppModule } from "../../runtime/contract.ts";
import { createSecrets } from "../../runtime/secrets.ts";
import { type Running, running } from "../admin/running.ts";

/** Its items are made of the request's headers once their subscription is known. */
const app: AppModule = {
  id: "relay",
  connections: {},
  webhooks: {
    events: {
      communication: {
        uid: ({ body }) => body?.user,
        ownerOutput: ({ headers, query, method }) => ({ token: headers["x-gitlab-token"], page: query?.page, method }),
        ownerReads: ["headers", "query", "method"],
        places: {},
      },
    },
  },
};

let server: Running;
afterEach(() => server.close());

test("what an item needs of its request's credentials is read from the request, as long as that is kept", async () => {
  server = await running({ apps: [app] });
  await server.admin("PUT", "/apps/relay/connections/ada", { uid: "7" });
  const made = await server.admin("POST", "/apps/relay/webhooks/events/subscriptions", {
    connection: "ada",
    target: { url: "https://target.example/in" },
  });
  const lane = String(made.json?.id);
  await server.hook('{"user": "7"}', "/hooks/relay/events?page=2", { "x-gitlab-token": "canary" });
  const [delivery] = await server.engine.heads(lane, 1);
  const subscription = await server.engine.subscription(lane);
  if (delivery === undefined || subscription === undefined) throw new Error("There is no such delivery.");
  expect(JSON.stringify(delivery.payload)).not.toContain("canary");

  const around = { apps: () => [app], secrets: await createSecrets("ab".repeat(32)), engine: server.engine };
  expect(await createRenderDelivery(around)(delivery, subscription)).toEqual({
    kind: "bundle",
    bundle: '{"token":"canary","page":"2","method":"POST"}',
  });
  const swept = { ...around, engine: { ...server.engine, request: async () => undefined } };
  expect(await createRenderDelivery(swept)(delivery, subscription)).toMatchObject({
    kind: "failure",
    failure: { code: "request-gone" },
  });
});
