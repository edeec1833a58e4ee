import { join } from "node:path";
import type { AppModule } from "../runtime/contract.ts";
import { newSecretKey, startServer } from "../runtime/node.ts";
import { ITEMS, webhook } from "./served.ts";

const [folder = ""] = process.argv.slice(2);
const MINUTE = 60_000;
const app: AppModule = { id: "bench", webhooks: { hook: { communication: webhook } }, connections: {} };
const server = await startServer({
  apps: [app],
  store: `sqlite:${join(folder, "store.db")}`,
  port: 0,
  adminToken: "token",
  secretKey: newSecretKey(),
  functions: { take: async () => undefined },
  retention: { requests: MINUTE, unowned: MINUTE, delivered: MINUTE, dead: MINUTE },
  log: () => undefined,
});

async function admin(method: string, path: string, body: object): Promise<void> {
  const response = await fetch(`${server.url}/admin/apps/bench/${path}`, {
    method,
    headers: { authorization: "Bearer token", "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  if (!response.ok) throw new Error(`${path} was answered with ${response.status}: ${await response.text()}`);
}

for (let uid = 1; uid <= ITEMS; uid += 1) {
  await admin("PUT", `connections/c${uid}`, { uid: String(uid) });
  await admin("POST", "webhooks/hook/subscriptions", { connection: `c${uid}`, target: { function: "take" } });
}

process.on("message", () => process.send?.(process.memoryUsage.rss()));
process.send?.(Number(new URL(server.url).port));
