import { describe, expect, it } from "vitest";
import { ImlError, site } from "../../language/error.ts";
import { eq } from "../../language/values.ts";
import type { Webhook } from "../../runtime/contract.ts";
import { receive } from "../../runtime/receive/receive.ts";
import { render, unpackScope } from "../../runtime/receive/render.ts";
import { hook, instant, post } from "./post.ts";

const owner = { parameters: { prefix: "> ", channel: "general" }, saved: { secret: "s" } };

/** What a webhook makes of one item for an owner. */
function rendered(units: Partial<Webhook>, item: object, settings = {}) {
  const module = hook({ uid: () => "u", ...units }, settings);
  const payload = receive(module, post(item, { "x-kind": "k" }, "/hooks/a/b?q=1"), instant).items[0]?.payload;
  if (payload?.kind !== "scope") throw new Error(`not a scope: ${JSON.stringify(payload)}`);
  return render(module, unpackScope(payload.scope).kept, owner);
}

describe("an item, made into a bundle for a subscription", () => {
  it("sees parameters, and the data that attach saved with them", () => {
    const ownerOutput: Webhook["ownerOutput"] = ({ item, parameters, data }) => ({
      text: `${parameters?.prefix}${item?.text}`,
      channel: data?.channel,
      secret: data?.secret,
    });
    expect(rendered({ ownerOutput }, { text: "hi" })).toEqual({
      kind: "bundle",
      bundle: '{"text":"> hi","channel":"general","secret":"s"}',
    });
  });

  it("sees what the request brought, as it was then", () => {
    const ownerOutput: Webhook["ownerOutput"] = ({
      body,
      headers,
      query,
      method,
      rawBody,
      now,
      executionId,
      environment,
    }) => ({
      id: body?.id,
      kind: headers["x-kind"],
      q: query?.q,
      method,
      rawBody,
      now,
      executionId,
      zone: environment.timezone,
    });
    const result = rendered({ ownerOutput }, { id: 7 }, { timezone: "Europe/Prague" });
    expect(JSON.parse(result.kind === "bundle" ? result.bundle : "")).toEqual({
      id: 7,
      kind: "k",
      q: "1",
      method: "POST",
      rawBody: '{"id":7}',
      now: "2026-01-02T03:04:05.000Z",
      executionId: "x1",
      zone: "Europe/Prague",
    });
  });

  it("is left out where the condition refuses it for this subscription", () => {
    const ownerCondition: Webhook["ownerCondition"] = ({ item, parameters }) => eq(item?.channel, parameters?.channel);
    expect(rendered({ ownerCondition }, { channel: "other" })).toEqual({ kind: "skip" });
    expect(rendered({ ownerCondition }, { channel: "general" })).toEqual({
      kind: "bundle",
      bundle: '{"channel":"general"}',
    });
  });

  it("has one output for all subscriptions where only the condition differs", () => {
    let evaluated = 0;
    const output = () => ({ n: ++evaluated });
    expect(rendered({ ownerCondition: () => true, output }, {})).toEqual({ kind: "bundle", bundle: '{"n":1}' });
    expect(evaluated).toBe(1);
  });

  it("says why and where if it fails", () => {
    const ownerOutput = (): never => {
      throw new ImlError("argument-type", site("formatDate", "webhook.iml.json:5:5"), "`date` wants a date");
    };
    expect(rendered({ ownerOutput }, {})).toMatchObject({
      kind: "failure",
      failure: { code: "argument-type", place: "webhook.iml.json:5:5" },
    });
  });

  it("may not be larger than an output may be", () => {
    const failed = rendered({ ownerOutput: () => "x".repeat(1024 * 1024), places: { output: "w:1:1" } }, {});
    expect(failed).toMatchObject({ kind: "failure", failure: { code: "output-too-large", place: "w:1:1" } });
  });
});

describe("what is kept for it", () => {
  it("is only what its units read, if the module says so", () => {
    const module = hook({
      uid: () => "u",
      ownerOutput: ({ item }) => item?.a,
      ownerReads: ["item"],
      iterate: ({ body }) => body?.list,
    });
    const got = receive(module, post({ list: [{ a: 1 }], rest: "canary" }), instant);
    const [item] = got.items;
    expect(item?.payload.kind).toBe("scope");
    expect(JSON.stringify(item)).not.toContain("canary");
    expect(item?.payload.kind === "scope" && render(module, unpackScope(item.payload.scope).kept, owner)).toEqual({
      kind: "bundle",
      bundle: "1",
    });
  });

  it.each<[string, Record<string, string>, string, readonly string[]]>([
    ["a token in a header", { "x-gitlab-token": "canary" }, "/hooks/a/b?page=2", ["headers"]],
    ["a token in the query", { "x-kind": "k" }, "/hooks/a/b?page=2&access_token=canary", ["query"]],
    ["both", { authorization: "canary" }, "/hooks/a/b?api_key=canary", ["headers", "query"]],
    ["a signature, which opens nothing", { "x-hub-signature-256": "sha256=00" }, "/hooks/a/b?page=2", []],
  ])("leaves out what holds %s", (_what, headers, url, withheld) => {
    const module = hook({ uid: () => "u", ownerOutput: () => "", ownerReads: ["headers", "query", "method"] });
    const payload = receive(module, post({}, headers, url), instant).items[0]?.payload;
    if (payload?.kind !== "scope") throw new Error("not a scope");
    expect(payload.scope).not.toContain("canary");
    const unpacked = unpackScope(payload.scope);
    expect(unpacked.withheld ?? []).toEqual(withheld);
    const kept = ["headers", "query", "method"].filter((name) => !withheld.includes(name));
    expect(Object.keys(unpacked.kept)).toEqual(expect.arrayContaining(kept));
    for (const name of withheld) expect(unpacked.kept).not.toHaveProperty(name);
  });

  it("may not be larger than an output may be", () => {
    const module = hook({ uid: () => "u", ownerOutput: () => "small", places: { output: "w:1:1" } });
    const [item] = receive(module, post({ text: "x".repeat(1024 * 1024) }), instant).items;
    expect(item?.payload).toMatchObject({ kind: "failure", failure: { code: "output-too-large" } });
  });
});
