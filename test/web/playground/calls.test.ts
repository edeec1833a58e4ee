import { describe, expect, test } from "vitest";
import { callsOf } from "../../../web/playground/backend/calls.ts";
import type { Texts } from "../../../web/playground/backend/compiled.ts";
import type { CallName, CallOutcome, Owner, ScriptedService } from "../../../web/playground/playground.ts";

const ada: Owner = { name: "ada", uid: "7", connection: '{"accessToken": "canary-012345"}', parameters: "" };

const connection = `{
  "url": "https://api.example.com/me?key={{connection.accessToken}}",
  "headers": { "authorization": "Bearer {{connection.accessToken}}" },
  "response": { "valid": "{{body.ok}}", "uid": "{{body.user.id}}" }
}`;
const attach = `{
  "url": "https://api.example.com/hooks",
  "method": "POST",
  "body": { "url": "{{webhook.url}}", "kind": "{{parameters.kind}}", "api_token": "{{connection.accessToken}}" },
  "response": { "data": { "hook": "{{body.id}}" }, "error": "It said {{body.why}}." }
}`;
const detach = '{"url": "https://api.example.com/hooks/{{webhook.hook}}", "method": "DELETE"}';

const shop: Texts = {
  "webhook.iml.json": '{"uid": "{{body.user}}"}',
  "connection.iml.json": connection,
  "attach.iml.json": attach,
  "detach.iml.json": detach,
};

function called(
  texts: Texts,
  answers: ScriptedService["answers"] = {},
  owner: Owner = ada,
): Promise<readonly CallOutcome[]> {
  return callsOf("shop", texts, [owner], { user: owner.name, answers }, Date.UTC(2026, 0, 1));
}

function outcomeOf(outcomes: readonly CallOutcome[], call: CallName): CallOutcome {
  const outcome = outcomes.find((each) => each.call === call);
  if (!outcome) throw new Error(`There is ${call}.`);
  return outcome;
}

describe("calls of the service", () => {
  test("end well without anybody having said what the service answers, and hand on what they keep", async () => {
    const outcomes = await called(shop, {}, { ...ada, parameters: '{"kind": "orders"}' });
    expect(outcomes.map(({ call, tone }) => [call, tone])).toEqual([
      ["connection", "good"],
      ["attach", "good"],
      ["detach", "good"],
    ]);
    expect(outcomeOf(outcomes, "connection").kept).toContainEqual({ name: "uid", value: '"7"' });
    const [subscribing] = outcomeOf(outcomes, "attach").exchanges;
    expect(subscribing).toMatchObject({ method: "POST", url: "https://api.example.com/hooks", status: 200 });
    expect(JSON.parse(subscribing?.body ?? "")).toMatchObject({
      url: "https://hooks.example.com/hooks/shop/webhook",
      kind: "orders",
    });
    const [{ value: saved = "" } = {}] = outcomeOf(outcomes, "attach").kept;
    const { hook } = JSON.parse(saved);
    const [leaving] = outcomeOf(outcomes, "detach").exchanges;
    expect(leaving?.url).toBe(`https://api.example.com/hooks/${hook}`);
  });

  test("show no secret, wherever it stands", async () => {
    const outcomes = await called(shop);
    expect(JSON.stringify(outcomes)).not.toContain("canary-012345");
    const [asking] = outcomeOf(outcomes, "connection").exchanges;
    expect(asking).toMatchObject({
      url: "https://api.example.com/me?key=[redacted]",
      headers: { authorization: "[redacted]" },
    });
    const [subscribing] = outcomeOf(outcomes, "attach").exchanges;
    expect(JSON.parse(subscribing?.body ?? "")).toMatchObject({ api_token: "[redacted]" });
  });

  test("show no secret of a form, and no part that the manifest sanitizes", async () => {
    const form = `{
      "url": "https://api.example.com/token",
      "method": "POST",
      "type": "urlencoded",
      "body": { "client_secret": "canary-012345", "grant": "a b", "code": "{{parameters.code}}" },
      "response": { "uid": "{{body.id}}" },
      "log": { "sanitize": ["request.body.code"] }
    }`;
    const owner = { ...ada, connection: '{"code": "canary-987654"}' };
    const outcomes = await called({ ...shop, "connection.iml.json": form }, {}, owner);
    const [asking] = outcomeOf(outcomes, "connection").exchanges;
    expect(asking?.body).toBe("client_secret=[redacted]&grant=a%20b&code=[redacted]");
    expect(JSON.stringify(outcomes)).not.toContain("canary");
  });

  test("say where the manifest is that failed, and leave out what can come no more", async () => {
    const outcomes = await called(shop, { attach: '[{"status": 422, "body": {"why": "it is full"}}]' });
    const failed = outcomeOf(outcomes, "attach");
    expect(failed).toMatchObject({
      tone: "bad",
      said: "It said it is full.",
      kept: [],
      place: { uri: "attach.iml.json" },
    });
    expect(outcomeOf(outcomes, "detach")).toMatchObject({ tone: "", exchanges: [] });
  });

  test("are made again after what may pass, while the service has answers", async () => {
    const busy = await called(shop, { attach: '[{"status": 500}, {"fails": "timeout"}, {"body": {"id": "h-7"}}]' });
    const subscribed = outcomeOf(busy, "attach");
    expect(subscribed).toMatchObject({ tone: "good", kept: [{ name: "data", value: '{"hook":"h-7"}' }] });
    expect(subscribed.exchanges.map(({ status }) => status)).toEqual([500, undefined, 200]);
    expect(outcomeOf(busy, "detach").exchanges[0]?.url).toBe("https://api.example.com/hooks/h-7");
    const refused = await called(shop, { attach: '[{"status": 422}, {"body": {"id": "h-7"}}]' });
    expect(outcomeOf(refused, "attach").exchanges).toHaveLength(1);
    const down = outcomeOf(await called(shop, { attach: '[{"status": 500}]' }), "attach");
    expect(down).toMatchObject({ tone: "bad", advice: expect.stringContaining("tried again") });
    expect(down.exchanges).toHaveLength(1);
  });

  test("light up the very template that cannot be evaluated", async () => {
    const wrong =
      '{"url": "https://api.example.com/hooks", "response": {"data": {"hook": "{{parseJSON(body.at).id}}"}}}';
    const outcomes = await called({ ...shop, "attach.iml.json": wrong }, { attach: '{"body": {"at": "soon"}}' });
    const { place, tone } = outcomeOf(outcomes, "attach");
    expect(tone).toBe("bad");
    expect(place && wrong.slice(place.span.start, place.span.end)).toContain("parseJSON");
  });

  test("say that an answer is missing, cannot be read, or never came", async () => {
    const saidOf = async (attach: string) => outcomeOf(await called(shop, { attach }), "attach").said;
    expect(await saidOf("[]")).toBe("There is no answer left for the last request.");
    expect(await saidOf('[{"bdy": 1}]')).toContain("`bdy`");
    expect(await saidOf("[")).toContain("cannot be read");
    expect(await saidOf('{"fails": "timeout"}')).not.toBe("");
    const [lost] = outcomeOf(await called(shop, { attach: '{"fails": "timeout"}' }), "attach").exchanges;
    expect(lost?.status).toBeUndefined();
  });

  test("take a hook that the service does not know for one that is detached", async () => {
    const outcomes = await called(shop, { detach: '{"status": 404}' });
    expect(outcomeOf(outcomes, "detach").tone).toBe("good");
  });

  test("tell the requests of a list apart, and give each an answer that fits", async () => {
    const two = `[
      { "url": "https://api.example.com/teams", "response": { "temp": { "team": "{{body.teams.first}}" } } },
      { "url": "https://api.example.com/{{temp.team}}/hooks", "method": "POST", "response": { "data": { "hook": "{{body.id}}" } } }
    ]`;
    const { exchanges, kept } = outcomeOf(await called({ ...shop, "attach.iml.json": two }), "attach");
    expect(exchanges.map(({ url }) => url)).toEqual([
      "https://api.example.com/teams",
      "https://api.example.com/first-1/hooks",
    ]);
    const parts = exchanges.map(({ place }) => place && two.slice(place.span.start, place.span.end));
    expect(parts.map((part) => part?.includes("/teams"))).toEqual([true, false]);
    expect(kept).toEqual([{ name: "data", value: '{"hook":"id-1"}' }]);
  });

  test("are those that the app has, and none of an app with errors", async () => {
    expect(await called({ "webhook.iml.json": '{"uid": "{{body.user}}"}' })).toEqual([]);
    expect(await called({ ...shop, "webhook.iml.json": '{"uid": "{{uper(1)}}"}' })).toEqual([]);
    expect(await callsOf("shop", shop, [], { user: "", answers: {} }, 0)).toHaveLength(3);
  });

  test("tell when the connection is another user's", async () => {
    const outcomes = await called(shop, { connection: '{"body": {"ok": true, "user": {"id": 9}}}' });
    expect(outcomeOf(outcomes, "connection").advice).toContain("7");
    const nobody = await called(shop, { connection: '{"body": {"ok": true}}' });
    expect(outcomeOf(nobody, "connection")).toMatchObject({ tone: "bad" });
  });
});
