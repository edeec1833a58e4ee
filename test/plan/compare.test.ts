import { assert, asyncProperty, constantFrom, json, oneof, option, record, webUrl } from "fast-check";
import { describe, expect, it } from "vitest";
import { createCompare } from "../../runtime/plan/compare.ts";
import type { PlanOwner } from "../../runtime/plan/item.ts";
import type { RecordedRequest } from "../../runtime/plan/recorded.ts";
import { type AppFiles, compiled, shop } from "./app.ts";

const surroundings = { environment: () => undefined, publicUrl: "http://localhost" };

function request(body: string, about: Partial<RecordedRequest> = {}): RecordedRequest {
  return {
    id: "r",
    receivedAt: Date.UTC(2026, 0, 2),
    method: "POST",
    url: "/hooks/shop/webhook?a=1",
    headers: { "content-type": "application/json" },
    ...about,
    body: new TextEncoder().encode(body),
  };
}

async function between(
  old: AppFiles,
  now: AppFiles,
  ...[requested, owners]: [RecordedRequest, (readonly PlanOwner[])?]
) {
  const apps = { old: [await compiled(old)], new: [await compiled(now)] };
  const context = { ...surroundings, owners: owners && (async () => owners) };
  return createCompare(apps, context)(requested);
}

const hook = (text: string): AppFiles => ({ "webhook.iml.json": text });

it("finds no difference between an app and itself, whatever is sent", async () => {
  const { "imlc.json": _signed, ...files } = shop;
  const apps = { old: [await compiled(files)], new: [await compiled(files)] };
  const compare = createCompare(apps, surroundings);
  const body = oneof(
    json(),
    record({
      type: constantFrom("orders", "hello", "ping"),
      orders: option(json().map((text) => JSON.parse(text))),
    }).map((sent) => JSON.stringify(sent)),
  );
  await assert(
    asyncProperty(body, webUrl({ withQueryParameters: true }), async (text, url) => {
      expect(await compare(request(text, { url }))).toEqual([]);
    }),
  );
});

describe("what is another thing each time", () => {
  const old = hook('{"uid": "{{item.id}}", "output": {"key": "{{uuid}}", "name": "{{item.name}}"}}');

  it("is no difference", async () => {
    expect(await between(old, old, request('{"id": 1, "name": "x"}'))).toEqual([]);
  });

  it("hides no other one", async () => {
    const now = hook('{"uid": "{{item.id}}", "output": {"key": "{{uuid}}", "name": "{{upper(item.name)}}"}}');
    expect(await between(old, now, request('{"id": 1, "name": "x"}'))).toMatchObject([
      { kind: "bundle", path: ["name"], values: { old: '"x"', new: '"X"' } },
    ]);
  });
});

describe("what depends on who subscribes", () => {
  const old = hook(
    '{"condition": "{{item.size > parameters.least}}", "uid": "{{item.id}}", "output": {"to": "{{parameters.name}}"}}',
  );
  const now = hook(
    '{"condition": "{{item.size >= parameters.least}}", "uid": "{{item.id}}", "output": {"to": "{{data.hook}}"}}',
  );
  const owner = (name: string, least: number): PlanOwner => ({
    subscription: name,
    parameters: { name, least },
    saved: { hook: `hook of ${name}` },
  });

  it("is compared for each of them", async () => {
    const owners = [owner("ada", 1), owner("ben", 2), owner("cyd", 3)];
    expect(await between(old, now, request('{"id": 1, "size": 2}'), owners)).toMatchObject([
      { kind: "bundle", path: ["to"], subscription: "ada", values: { old: '"ada"', new: '"[redacted]"' } },
      { kind: "delivery", subscription: "ben", values: { old: "false", new: "true" } },
    ]);
  });

  it("is compared for somebody without parameters where nobody is known", async () => {
    const later = hook('{"uid": "{{item.id}}", "output": {"to": "{{parameters.name}}", "more": 1}}');
    const before = hook('{"uid": "{{item.id}}", "output": {"to": "{{parameters.name}}"}}');
    expect(await between(before, later, request('{"id": 1}'))).toMatchObject([
      { kind: "bundle", path: ["more"], values: { old: undefined, new: "1" } },
    ]);
  });
});

it("names the subscriptions of the uids, where they are known", async () => {
  const apps = {
    old: [await compiled(hook('{"uid": "{{item.a}}"}'))],
    new: [await compiled(hook('{"uid": "{{item.b}}"}'))],
  };
  const owners = async (_app: string, _webhook: string, uid: string): Promise<readonly PlanOwner[]> =>
    uid === "1" ? [{ subscription: "s1", parameters: {}, saved: {} }] : [];
  const compare = createCompare(apps, { ...surroundings, owners });
  expect(await compare(request('{"a": 1, "b": 2}'))).toMatchObject([
    { kind: "uid", values: { old: '"1"', new: '"2"' }, owners: { old: ["s1"], new: [] } },
  ]);
});

it("tells of a webhook that is gone, and passes over one that never was", async () => {
  const apps = { old: [await compiled(hook('{"uid": "{{item.a}}"}'))], new: [] };
  const [app] = apps.old;
  const compare = createCompare(apps, surroundings);
  const [webhook = ""] = Object.keys(app?.webhooks ?? {});
  expect(await compare(request("{}", { app: app?.id ?? "", webhook }))).toMatchObject([
    { kind: "webhook", values: { old: "true", new: "false" } },
  ]);
  expect(await compare(request("{}", { app: "other", webhook }))).toBeUndefined();
});

it("shows nothing that its name calls secret", async () => {
  const old = hook('{"uid": "{{item.a}}", "output": {"accessToken": "{{item.t}}", "whole": "{{item}}"}}');
  const now = hook('{"uid": "{{item.a}}", "output": {"accessToken": "x{{item.t}}", "whole": "-"}}');
  const found = await between(
    old,
    now,
    request('{"a": 1, "t": "canary", "token": "canary"}'.replace('"t": "canary"', '"t": "t"')),
  );
  expect(found).toHaveLength(2);
  expect(JSON.stringify(found)).not.toContain("canary");
});
