import { afterEach, expect, it } from "vitest";
import { chatApp, type Running, running, subscribeAda } from "./running.ts";

const open: Running[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

it("an answer does not tell whether somebody has the uid", async () => {
  const server = await running();
  open.push(server);
  await subscribeAda(server);
  await server.admin("PUT", "/apps/chat/connections/idle", { uid: "8" });
  const uids = [7, "7", 8, 9, "nobody", "", null, undefined, [], {}, "x".repeat(10_000), "__proto__", 2 ** 60];
  const replies = [];
  for (const userId of uids) replies.push(await server.hook({ data: [{ userId }] }));
  replies.push(await server.hook({ data: uids.map((userId) => ({ userId })) }));
  expect(new Set(replies.map((reply) => JSON.stringify(reply))).size).toBe(1);
  expect(replies[0]?.status).toBe(200);
});

it("a webhook's own deadline holds in place of the server's", async () => {
  const events = {
    ...chatApp.webhooks.events,
    communication: chatApp.webhooks.events?.communication ?? { places: {} },
  };
  const patient = { ...events, deadline: 60_000 };
  const server = await running({
    apps: [{ ...chatApp, webhooks: { events: { ...events, deadline: 50 }, patient } }],
    wrap: (engine) => ({
      ...engine,
      async accept(request) {
        await new Promise((resolve) => setTimeout(resolve, 400));
        return engine.accept(request);
      },
    }),
  });
  open.push(server);
  const [hasty, waiting] = await Promise.all([server.hook({}), server.hook({}, "/hooks/chat/patient")]);
  expect([hasty.status, hasty.headers["retry-after"], waiting.status]).toEqual([503, "5", 200]);
});
