import { describe, expect, test } from "vitest";
import type { Texts } from "../../../web/playground/backend/compiled.ts";
import { run } from "../../../web/playground/backend/run.ts";
import type { Outcome, Owner, SentRequest } from "../../../web/playground/playground.ts";

const request: SentRequest = {
  method: "post",
  query: "",
  headers: "Content-Type: application/json",
  body: "{}",
  signed: true,
};

const ada: Owner = { name: "ada", uid: "7", connection: "", parameters: "" };

function ran(texts: Texts, sent: Partial<SentRequest> = {}, owners: readonly Owner[] = [ada]): Promise<Outcome> {
  return run("shop", texts, { ...request, ...sent }, owners, {}, Date.UTC(2026, 0, 1));
}

describe("an outcome", () => {
  test("says where in the manifest each step was decided", async () => {
    const text = '{\n  "condition": "{{body.wanted}}",\n  "uid": "{{body.user}}"\n}';
    const outcome = await ran({ "webhook.iml.json": text }, { body: '{"wanted": true, "user": 7}' });
    if (outcome.kind !== "ran") throw new Error("It runs.");
    const steps = [...outcome.steps, ...outcome.items.flatMap((item) => item.steps)];
    const parts = steps.map(({ stage, place }) => [stage, place && text.slice(place.span.start, place.span.end)]);
    expect(parts).toEqual([
      ["condition", '"{{body.wanted}}"'],
      ["iterate", undefined],
      ["uid", '"{{body.user}}"'],
      ["output", undefined],
    ]);
    expect(outcome.items[0]?.deliveries).toEqual([
      { kind: "bundle", owner: "ada", bundle: '{"wanted":true,"user":7}' },
    ]);
  });

  test("compares uids exactly", async () => {
    const texts = { "webhook.iml.json": '{"uid": "{{body.user}}"}' };
    const owners = [{ ...ada, name: "spaced", uid: " 7" }, { ...ada, name: "padded", uid: "07" }, ada];
    const outcome = await ran(texts, { body: '{"user": 7}' }, owners);
    expect(outcome).toMatchObject({ items: [{ uid: "7", deliveries: [{ owner: "ada" }] }] });
  });

  test("gives each user what the parameters of the subscription ask for", async () => {
    const texts = {
      "webhook.iml.json":
        '{"uid": "{{item.user}}", "condition": "{{item.amount >= parameters.least}}", "output": "{{parameters.word}} {{item.amount}}"}',
    };
    const owners = [
      { ...ada, parameters: '{"least": 5, "word": "only"}' },
      { ...ada, name: "ben", parameters: '{"least": 50}' },
      { ...ada, name: "cleo", parameters: "no JSON" },
    ];
    const outcome = await ran(texts, { body: '{"user": 7, "amount": 7}' }, owners);
    expect(outcome).toMatchObject({
      items: [
        {
          deliveries: [
            { kind: "bundle", owner: "ada", bundle: '"only 7"' },
            { kind: "skipped", owner: "ben" },
            { kind: "skipped", owner: "cleo" },
          ],
        },
      ],
    });
  });

  test("reads as `data` what attach has saved for the user", async () => {
    const texts = {
      "webhook.iml.json": '{"uid": "{{item.user}}", "output": "{{data.hook}} {{data.word}}"}',
      "attach.iml.json":
        '{"url": "https://example.com/{{parameters.word}}", "response": {"data": {"hook": "{{body.id}}"}}}',
    };
    const owners = [{ ...ada, parameters: '{"word": "news"}' }];
    const outcome = await ran(texts, { body: '{"user": 7}' }, owners);
    expect(outcome).toMatchObject({ items: [{ deliveries: [{ bundle: '"id-1 news"' }] }] });
  });

  test("says what is missing where nothing can be run", async () => {
    expect(await ran({})).toMatchObject({ kind: "not-run", said: expect.stringContaining("no webhook yet") });
    const wrong = await ran({ "webhook.iml.json": '{"uid": "{{uper(1)}}"}' });
    expect(wrong).toMatchObject({ kind: "not-run", said: expect.stringContaining("an error") });
    expect(await ran({ "webhook.iml.json": "{}" })).toMatchObject({ kind: "not-run" });
  });

  test("takes the query and the headers as they are written down", async () => {
    const texts = { "webhook.iml.json": '{"uid": "{{query.user}}", "output": "{{headers.`x-kind`}} {{method}}"}' };
    const headers = "content-type: application/json\nX-Kind: a\n\nno header\nx-kind:b";
    const outcome = await ran(texts, { headers, query: "user=7" });
    expect(outcome).toMatchObject({ items: [{ deliveries: [{ bundle: '"a, b POST"' }] }] });
  });

  test.each(["github", "standard-webhooks", "slack", "stripe"])(
    "signs as %s does, and refuses what is not signed",
    async (scheme) => {
      const texts = {
        "webhook.iml.json": '{"uid": "{{body.user}}"}',
        "imlc.json": JSON.stringify({ webhook: { signature: { scheme, secrets: ["SECRET"] } } }),
      };
      const body = '{"user": 7}';
      expect(await ran(texts, { body })).toMatchObject({ reply: { status: 200 }, items: [{ uid: "7" }] });
      expect(await ran(texts, { body, signed: false })).toMatchObject({ reply: { status: 401 }, items: [] });
    },
  );

  test("keeps what a request calls secret out of sight", async () => {
    const texts = { "webhook.iml.json": '{"uid": "{{headers.authorization}}", "output": "{{body}}"}' };
    const outcome = await ran(texts, { headers: `${request.headers}\nauthorization: Bearer canary-012345` });
    if (outcome.kind !== "ran") throw new Error("It runs.");
    expect(JSON.stringify(outcome.items.map(({ steps }) => steps))).not.toContain("canary-012345");
  });
});
