import { mkdtempSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sign } from "@octokit/webhooks-methods";
import { afterAll, beforeAll, expect, test } from "vitest";
import { admin, type Inbox, openInbox, root, type Serving, serve, until } from "./server.ts";

interface Example {
  readonly name: string;
  readonly examples: readonly Payload[];
}
type Payload = Readonly<Record<string, unknown>> & { readonly installation?: { readonly id?: number } };

const file = createRequire(import.meta.url).resolve("@octokit/webhooks-examples/api.github.com/index.json");
const events = (JSON.parse(readFileSync(file, "utf8")) as Example[]).flatMap(({ name, examples }) =>
  examples.map((payload) => ({ name, payload })),
);
const owned = events.filter(({ payload }) => payload.installation?.id !== undefined);
const installations = [...new Set(owned.map(({ payload }) => String(payload.installation?.id)))];

const secret = "It's a secret of the App";
let inbox: Inbox;
let server: Serving;

beforeAll(async () => {
  inbox = await openInbox();
  const cwd = mkdtempSync(join(tmpdir(), "imlc-github-"));
  server = await serve(
    [join(root, "examples/github-app"), "--port", "0", "--allow-host", inbox.url.slice("http://".length)],
    { cwd, env: { GITHUB_WEBHOOK_SECRET: secret } },
  );
  for (const uid of installations) {
    expect(await admin(server.url, "PUT", `/apps/github-app/connections/${uid}`, { uid })).toMatchObject({
      status: 200,
    });
    expect(
      await admin(server.url, "POST", "/apps/github-app/webhooks/webhook/subscriptions", {
        connection: uid,
        target: { url: `${inbox.url}/${uid}` },
      }),
    ).toMatchObject({ status: 201 });
  }
});

afterAll(async () => {
  await server.end("SIGTERM");
  inbox.server.close();
});

test("every real payload of an installation is delivered to it, value for value; the others are unowned", async () => {
  expect(owned.length).toBeGreaterThan(100);
  expect(events.length - owned.length).toBeGreaterThan(100);

  for (const { name, payload } of events) {
    const body = JSON.stringify(payload);
    const response = await fetch(`${server.url}/hooks/github-app/webhook`, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        "x-github-event": name,
        "x-hub-signature-256": await sign(secret, body),
      },
      body,
    });
    expect([response.status, await response.text()]).toEqual([200, "Accepted"]);
  }

  const arrived = (): number => [...inbox.arrivals.values()].reduce((sum, list) => sum + list.length, 0);
  await until(() => arrived() >= owned.length, 60_000, "all deliveries");
  for (const uid of installations) {
    const sent = owned.filter(({ payload }) => String(payload.installation?.id) === uid).map(({ payload }) => payload);
    const got = (inbox.arrivals.get(`/${uid}`) ?? []).map(({ text }) => JSON.parse(text) as unknown);
    expect(got).toEqual(sent);
  }
  expect(arrived()).toBe(owned.length);

  const unowned: unknown[] = [];
  for (let before = ""; ; ) {
    const { json } = await admin(server.url, "GET", `/unowned?limit=100${before}`);
    const { items } = json as { items: { id: string; seq: number }[] };
    for (const { id } of items) {
      const { json: whole } = await admin(server.url, "GET", `/unowned/${id}`);
      unowned.push((whole as { bundle: unknown }).bundle);
    }
    const last = items.at(-1);
    if (last === undefined) break;
    before = `&before=${last.seq}`;
  }
  const homeless = events.filter(({ payload }) => payload.installation?.id === undefined).map(({ payload }) => payload);
  expect(unowned.toReversed()).toEqual(homeless);
});
