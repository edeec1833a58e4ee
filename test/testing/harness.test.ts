import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { schemeNames } from "../../language/signatures/schemes.ts";
import type { AppModule, WebhookModule } from "../../runtime/contract.ts";
import { compileApp, createHarness, HarnessError } from "../../testing/index.ts";

const chat = fileURLToPath(new URL("../../examples/chat", import.meta.url));

function appOf(webhooks: Readonly<Record<string, WebhookModule>>): AppModule {
  return { id: "app", webhooks, connections: {} };
}

test("a webhook is served with what the test says is there", async () => {
  const harness = await createHarness(await compileApp(chat));
  await harness.connect("ada", { uid: 7 });
  await harness.subscribe("ada's", { connection: "ada" });
  const { reply, items, warnings } = await harness.request({
    body: { data: [{ userId: 7, text: "hello" }, { userId: 8 }] },
  });
  expect(reply).toMatchObject({ status: 200, body: "accepted" });
  expect(items).toEqual([
    { uid: "7", output: { userId: 7, text: "hello" }, owners: ["ada's"] },
    { uid: "8", output: { userId: 8 }, owners: [] },
  ]);
  expect(warnings).toEqual([]);
  expect((await harness.request({ body: { data: { userId: 7 } } })).warnings).toEqual(["iterate-not-array"]);
  expect(await harness.request({ rawBody: "{", headers: { "content-type": "application/json" } })).toMatchObject({
    reply: { status: 400 },
    items: [],
  });
  await harness.close();
});

test("a user may come and go", async () => {
  const harness = await createHarness(await compileApp(chat));
  const me = { ok: true, user: { id: 9, fullName: "Ben", email: "ben@example.com" } };
  const connected = await harness.authorize("ben", { parameters: { accessToken: "t" } }, [{ body: me }]);
  expect(connected).toMatchObject({ uid: "9", metadata: { value: "Ben (ben@example.com)" } });
  const attached = await harness.attach("ben's", { connection: "ben" }, [{ body: { id: "h" } }]);
  expect(attached).toMatchObject({ state: "attached", saved: { externalHookId: "h" } });
  expect(attached.asked.map(({ method, url }) => [method, url])).toEqual([
    ["POST", "https://www.example.com/api/webhook"],
  ]);
  expect(await harness.detach("ben's", [{ status: 404 }])).toMatchObject({ state: "detached" });
  expect((await harness.request({ body: { data: [{ userId: 9 }] } })).items).toMatchObject([{ owners: [] }]);
  await harness.close();
});

test("two things of one name, or none, are told apart", async () => {
  const webhook = { communication: { places: {} } };
  await expect(createHarness(appOf({}))).rejects.toThrow(new HarnessError("The app `app` has no shared webhook."));
  await expect(createHarness(appOf({ a: webhook, b: webhook }))).rejects.toThrow("name one of `a`, `b`");
  await expect(compileApp("nowhere")).rejects.toThrow(new HarnessError("There is no file or folder nowhere."));
  await expect(compileApp("examples")).rejects.toThrow(
    "several apps in examples: examples/chat, examples/embed-fastify/shop",
  );
});

describe("a request that is signed by the scheme of the webhook is let in, and no other", () => {
  const key = (text: string): string => `whsec_${Buffer.from(text).toString("base64")}`;
  test.each(schemeNames)("%s", async (scheme) => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ minLength: 1 }).map((text) => key(`k${text}`)),
        fc.string(),
        fc.integer({ min: 0, max: 4e12 }),
        async (secret, body, now) => {
          const communication = { uid: () => "1", places: {} };
          const signature = { scheme, secrets: ["SECRET"] };
          const app = appOf({ hook: { communication, signature } });
          const harness = await createHarness(app, { now, environment: { SECRET: secret } });
          const request = { rawBody: body, headers: { "content-type": "text/plain" }, query: "a=1&b=%24" };
          const signed = await harness.request({ ...request, sign: secret });
          expect(signed.reply.status).toBe(200);
          expect((await harness.request({ ...request, sign: key(`${secret}!`) })).reply.status).toBe(401);
          expect((await harness.request(request)).reply.status).toBe(401);
          await harness.close();
        },
      ),
      { numRuns: 10 },
    );
  });
});
