import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Running, running } from "../admin/running.ts";
import { asGithub, play, type Sent } from "./play.ts";
import { compiledIn, type Files, modulesOf, type Variant, variantsOf } from "./variants.ts";

/** An app that uses every directive of a webhook and every key of its settings that decides who gets what. */
const files: Files = {
  "webhook.iml.json": {
    verification: {
      condition: "{{body.type = 'hello'}}",
      respond: { type: "json", status: 200, headers: { "x-hello": "1" }, body: { challenge: "{{body.challenge}}" } },
    },
    condition: "{{body.type != 'ignored'}}",
    iterate: { container: "{{body.events}}", condition: "{{item.kind != 'noise'}}" },
    uid: "{{item.user.id}}",
    output: { name: "{{item.name}}", kind: "{{item.kind}}", channel: "{{parameters.channel}}" },
    respond: { type: "text", status: 200, headers: { "x-taken": "1" }, body: "taken" },
  },
  "attach.iml.json": {
    url: "https://www.example.com/api/webhook",
    method: "POST",
    body: { url: "{{webhook.url}}" },
    response: { data: { id: "{{body.id}}" } },
  },
  "connection.iml.json": {
    url: "https://example.com/api/me",
    headers: { authorization: "Bearer {{parameters.accessToken}}" },
    response: { valid: "{{body.ok}}", uid: "{{body.user.id}}", data: { seen: "{{body.user.fullName}}" } },
    log: { sanitize: ["request.headers.authorization"] },
  },
  "imlc.json": {
    webhook: {
      signature: { scheme: "github", secrets: ["SECRET", "OLD_SECRET"], status: 403 },
      dedupe: "{{item.name}}",
      dedupeWindow: 3600,
      platformEvent: "{{item.kind = 'limit'}}",
      lateMatch: true,
      timezone: "Europe/Berlin",
      equality: "strict",
      deadline: 2000,
    },
  },
};

const environment = { SECRET: "the secret", OLD_SECRET: "the old secret" };
const named = (name: string, id: unknown) => ({ events: [{ name, user: { id } }] });
const events = [
  { name: "for ada", user: { id: 7 } },
  { name: "for ben", user: { id: "9" } },
  { name: "for nobody", user: { id: 8 } },
  { name: "for whom" },
  { name: "as text", user: { id: "07" } },
  { name: "noise for ada", kind: "noise", user: { id: 7 } },
  { name: "limit of ben", kind: "limit", user: { id: 9 } },
];
const requests: readonly Sent[] = [
  { body: { events }, secret: environment.SECRET },
  { body: named("old secret for ada", 7), secret: environment.OLD_SECRET },
  { body: { type: "hello", challenge: "x", ...named("hello to ada", 7) }, secret: environment.SECRET },
  { body: { type: "ignored", ...named("ignored for ada", 7) }, secret: environment.SECRET },
  { body: named("unsigned for ben", 9) },
  { body: named("guessed for ben", 9), secret: "a guess" },
  { body: named("signed with nothing for ben", 9), secret: "" },
];
const due = ["7: for ada", "7: old secret for ada", "9: for ben"];
const forged = ["9: unsigned for ben", "9: guessed for ben", "9: signed with nothing for ben"];

/** What holds something back, and what is let through where it is left out whole: another program, but to nobody else. */
const gates: Readonly<Record<string, readonly string[]>> = {
  "webhook.iml.json verification": ["7: hello to ada"],
  "module webhooks.webhook.communication.verification": ["7: hello to ada"],
  "webhook.iml.json condition": ["7: ignored for ada"],
  "module webhooks.webhook.communication.condition": ["7: ignored for ada"],
  "webhook.iml.json iterate.condition": ["7: noise for ada"],
  "module webhooks.webhook.communication.iterateCondition": ["7: noise for ada"],
  "imlc.json webhook.platformEvent": ["9: limit of ben"],
  "module webhooks.webhook.communication.platformEvent": ["9: limit of ben"],
  "imlc.json webhook.signature": forged,
  "module webhooks.webhook.signature": forged,
  "imlc.json webhook": [...forged, "9: limit of ben"],
  // The items are those that are due, but keep nothing by which to tell them.
  "module webhooks.webhook.communication.ownerReads.0": ["7: ?", "9: ?"],
};

let server: Running;

const whole = await compiledIn("whole", files);
if (whole === undefined) throw new Error("The whole app does not compile.");
const fileVariants = await variantsOf("file", files);
const moduleVariants = modulesOf("module", whole);

beforeAll(async () => {
  const apps = [...fileVariants, ...moduleVariants].flatMap(({ app }) => app ?? []);
  server = await running({ apps: [whole, ...apps], environment });
});
afterAll(() => server.close());

const variant = (name: string): Variant | undefined =>
  [...fileVariants, ...moduleVariants].find((each) => each.name === name);

test("the whole app delivers what is due", async () => {
  expect(await play(server, whole, asGithub, requests)).toEqual({
    delivered: due,
    statuses: [200, 200, 200, 200, 403, 403, 403],
  });
});

describe("an app of which any one field is missing delivers to nobody who would not have got it; without the whole `signature` it is another program, that asks for none", () => {
  test.each([...fileVariants, ...moduleVariants].map((each) => [each.name, each.app] as const))(
    "%s",
    async (name, app) => {
      if (app === undefined) return;
      const allowed = [...due, ...(gates[name] ?? [])];
      const { delivered } = await play(server, app, asGithub, requests);
      expect(delivered.filter((one) => !allowed.includes(one))).toEqual([]);
    },
  );
});

test("what is told of above is there", () => {
  for (const name of Object.keys(gates)) expect(variant(name), name).toBeDefined();
});

describe("without an owner, nothing is anybody's", () => {
  test("a webhook that does not say by `uid` whose its items are is not compiled", () => {
    expect(variant("webhook.iml.json uid")).toMatchObject({ app: undefined });
  });

  test("one that comes without it all the same has items that nobody owns", async () => {
    const app = variant("module webhooks.webhook.communication.uid")?.app;
    expect(app && (await play(server, app, asGithub, requests))).toMatchObject({ delivered: [] });
    const { json } = await server.admin("GET", `/unowned?app=${app?.id}`);
    expect(JSON.stringify(json)).toContain('"for ada"');
    expect(JSON.stringify(json)).not.toContain('"uid"');
  });

  test("a connection that has no `response.uid` carries no subscription", async () => {
    const app = variant("connection.iml.json response.uid")?.app;
    const { json } = await server.admin("PUT", `/apps/${app?.id}/connections/none`, {
      parameters: { accessToken: "ada-access-token" },
    });
    expect(json).not.toHaveProperty("uid");
    const subscribed = await server.admin("POST", `/apps/${app?.id}/webhooks/webhook/subscriptions`, {
      connection: "none",
      target: { url: "https://target.example/in" },
    });
    expect(subscribed).toMatchObject({ status: 422, json: { error: { message: expect.stringContaining("uid") } } });
  });
});
