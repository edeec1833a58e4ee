import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newSecretKey, type RunningServer, startServer } from "../../runtime/node.ts";
import { admin, adminToken, type Inbox, openInbox, until } from "../e2e/server.ts";
import { appOf } from "./app.ts";
import type { Provider } from "./provider.ts";
import { environmentOf, providers } from "./providers.ts";

const publicUrl = "https://hooks.example.com";
let server: RunningServer;
let inbox: Inbox;

beforeAll(async () => {
  inbox = await openInbox();
  const environment = environmentOf(({ secret }) => [secret]);
  server = await startServer({
    apps: await Promise.all(providers.map(appOf)),
    store: "sqlite::memory:",
    port: 0,
    publicUrl,
    adminToken,
    secretKey: newSecretKey(),
    allowHosts: [inbox.url.slice("http://".length)],
    environment: (name) => environment[name],
    log: () => {},
  });
  for (const { name, owners } of providers) {
    for (const [index, uid] of owners.entries()) {
      await admin(server.url, "PUT", `/apps/${name}/connections/user-${index}`, { uid });
      const target = { url: `${inbox.url}/${name}/${index}` };
      const subscribed = await admin(server.url, "POST", `/apps/${name}/webhooks/webhook/subscriptions`, {
        connection: `user-${index}`,
        target,
      });
      expect(subscribed.status).toBe(201);
    }
  }
});

afterAll(async () => {
  await server.close();
  inbox.server.close();
});

/** Sends an event of an owner, signed with a secret; answers the status. */
async function send(provider: Provider, owner: string, secret: string): Promise<number> {
  const path = `/hooks/${provider.name}/webhook`;
  const { body, headers = {} } = provider.event(owner);
  const unsigned = { method: "POST", url: publicUrl + path, headers, body, now: Date.now() };
  const added = await provider.sign(secret, unsigned);
  const response = await fetch(server.url + path, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers, ...added },
    body,
  });
  await response.text();
  return response.status;
}

function arrived(provider: Provider, owner: number): readonly string[] {
  return (inbox.arrivals.get(`/${provider.name}/${owner}`) ?? []).map(({ text }) => text);
}

describe.each(providers.map((provider) => [provider.name, provider] as const))("%s over HTTP", (_, provider) => {
  test("delivers to its owner what is signed, and to nobody what is not", async () => {
    const [first, second] = provider.owners;
    expect(await send(provider, first, provider.otherSecret)).toBe(provider.signature.status ?? 401);
    expect(await send(provider, first, provider.secret)).toBe(200);
    await until(() => arrived(provider, 0).length > 0, 30_000, "the delivery to the first owner");
    expect(await send(provider, second, provider.otherSecret)).toBe(provider.signature.status ?? 401);
    expect(await send(provider, second, provider.secret)).toBe(200);
    await until(() => arrived(provider, 1).length > 0, 30_000, "the delivery to the second owner");
    expect([arrived(provider, 0).length, arrived(provider, 1).length]).toEqual([1, 1]);
    for (const [index, owner] of provider.owners.entries()) {
      expect(provider.event(owner).body).toContain(arrived(provider, index)[0]);
    }
  });
});

describe("a server", () => {
  const start = (environment: Readonly<Record<string, string>>, provider: Provider) =>
    appOf(provider).then((app) =>
      startServer({
        apps: [app],
        store: "sqlite::memory:",
        port: 0,
        adminToken,
        secretKey: newSecretKey(),
        environment: (name) => environment[name],
        log: () => {},
      }),
    );
  const [standard, slack] = providers;

  const unset: readonly Readonly<Record<string, string>>[] = [
    {},
    { SLACK_SECRET: "" },
    { SLACK_SECRET: "  ", SLACK_OLD_SECRET: "\n" },
  ];

  test.each(unset)("does not start without a secret: %j", async (environment) => {
    if (!slack) throw new Error("There is no such provider.");
    await expect(start(environment, slack)).rejects.toMatchObject({
      code: "signature-secret",
      message: expect.stringMatching(/`webhook` of `slack`.*`SLACK_SECRET` or `SLACK_OLD_SECRET`/),
    });
  });

  test("does not start with a secret that is none of its scheme, and does not print it", async () => {
    if (!standard) throw new Error("There is no such provider.");
    const environment = { STANDARD_WEBHOOKS_SECRET: standard.secret, STANDARD_WEBHOOKS_OLD_SECRET: "whsec_canary!" };
    const failed = await start(environment, standard).catch((error: unknown) => error);
    expect(failed).toMatchObject({ message: expect.stringContaining("`STANDARD_WEBHOOKS_OLD_SECRET`") });
    expect(String(failed)).not.toContain("canary");
  });

  test("keeps its apps if others would come without their secret", async () => {
    if (!slack || !standard) throw new Error("There is no such provider.");
    const running = await start({ SLACK_SECRET: "s" }, slack);
    try {
      const other = await appOf(standard);
      expect(() => running.replace([other])).toThrow(/`STANDARD_WEBHOOKS_SECRET`/);
      expect((await fetch(`${running.url}/hooks/slack/webhook`, { method: "POST" })).status).toBe(401);
    } finally {
      await running.close();
    }
  });
});
