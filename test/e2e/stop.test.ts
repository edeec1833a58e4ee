import { createServer } from "node:http";
import { afterEach, expect, test } from "vitest";
import { folder } from "../cli/run.ts";
import { admin, listen, type Serving, serve, until } from "./server.ts";

const open: (() => unknown)[] = [];
afterEach(() => {
  for (const close of open.splice(0).reverse()) close();
});

/** A server with one delivery under way to a target that never answers. */
async function stuck(): Promise<Serving> {
  let asked = 0;
  const target = createServer(() => {
    asked += 1;
  });
  const at = await listen(target);
  open.push(() => {
    target.closeAllConnections();
    target.close();
  });
  const server = await serve([".", "--port", "0", "--allow-host", at.slice("http://".length)], {
    cwd: folder({
      "app/webhook.iml.json": '{"uid": "{{item.user}}"}',
      "app/imlc.json": '{"deliver": {"timeout": 60}}',
    }),
  });
  open.push(() => server.child.kill("SIGKILL"));
  await admin(server.url, "PUT", "/apps/app/connections/ada", { uid: "7" });
  await admin(server.url, "POST", "/apps/app/webhooks/webhook/subscriptions", {
    connection: "ada",
    target: { url: at },
  });
  await fetch(`${server.url}/hooks/app/webhook`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: '{"user": "7"}',
  });
  await until(() => asked === 1, 30_000, "the delivery");
  return server;
}

test("SIGTERM waits for a delivery under way, but not for ever", async () => {
  const server = await stuck();
  const begun = Date.now();
  expect(await server.end("SIGTERM")).toBe(0);
  expect(Date.now() - begun).toBeLessThan(30_000);
  expect(server.printed()).toContain("stopping; what is under way is finished first");
});

test.each<readonly [NodeJS.Signals, NodeJS.Signals]>([
  ["SIGTERM", "SIGTERM"],
  ["SIGINT", "SIGTERM"],
  ["SIGTERM", "SIGINT"],
])("after %s a second signal, %s, ends it at once", async (first, second) => {
  const server = await stuck();
  server.child.kill(first);
  await until(() => server.printed().includes("stopping"), 30_000, "the stop");
  // Null: by the signal, and not by its own end, which comes seconds later.
  expect(await server.end(second)).toBeNull();
});
