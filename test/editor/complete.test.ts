import { describe, expect, test } from "vitest";
import { opened } from "./shop.ts";

/** What is offered at `|` in a file of the shop. */
function offered(marked: string, uri = "webhook.iml.json") {
  const { service, offset } = opened({ [uri]: marked });
  return service.complete(uri, offset);
}

function labels(marked: string, uri?: string): readonly string[] {
  return offered(marked, uri).map(({ label }) => label);
}

describe("keys", () => {
  test("of a webhook, with the value that they take", () => {
    const found = offered('{"|');
    expect(found.map(({ label }) => label)).toEqual([
      "verification",
      "condition",
      "iterate",
      "uid",
      "output",
      "respond",
    ]);
    expect(found.find(({ label }) => label === "uid")?.snippet).toContain('"uid": "');
  });

  test("but for those that are there, before or behind the cursor", () => {
    expect(labels('{"uid": "1", |, "output": 1}')).toEqual(["verification", "condition", "iterate", "respond"]);
  });

  test("of what is below", () => {
    expect(labels('{"verification": {"respond": {"|"}}}')).toEqual(expect.arrayContaining(["status", "type", "body"]));
  });

  test("of imlc.json, of a list of parameters, of makecomapp.json", () => {
    expect(labels('{"webhook": {"sig|"}}', "imlc.json")).toContain("signature");
    const files = {
      "makecomapp.json": '{"components": {"webhook": {"hook": {"webhookType": "|"}}}}',
      "webhook.iml.json": "{}",
    };
    const { service, offset } = opened(files);
    expect(service.complete("makecomapp.json", offset).map(({ label }) => label)).toEqual(["web", "web-shared"]);
    const list = "webhooks/hook/hook.params.iml.json";
    const app = opened({ [list]: '[{"name": "a", "ty|"}]', "webhooks/hook/hook.communication.iml.json": "{}" });
    expect(app.service.complete(list, app.offset).map(({ label }) => label)).toContain("type");
  });

  test("leave a colon that is there alone, and add a comma before another key", () => {
    expect(offered('{"ui|": 1}').find(({ label }) => label === "uid")?.snippet).toBe('"uid"');
    expect(offered('{| "uid": 1}').find(({ label }) => label === "output")?.snippet).toMatch(/,$/);
  });

  test("none in a comment, behind a value, or where any key may stand", () => {
    for (const marked of ["{ // |\n}", '{"uid": 1 |}', '{"output": {"|"}}']) expect(labels(marked)).toEqual([]);
  });
});

describe("values", () => {
  test("of a choice", () => {
    expect(labels('{"method": "|"}', "attach.iml.json")).toContain("DELETE");
    expect(labels('{"method": |}', "attach.iml.json")).toContain("DELETE");
  });

  test("files that samples may be", () => {
    const found = labels('{"webhook": {"payload": {"samples": ["|"]}}}', "imlc.json");
    expect(found).toEqual(["./samples/opened.json", "./samples/paid.json", "./samples/refunded.json"].sort());
  });

  test("none inside of a text", () => {
    expect(labels('{"uid": "{{item.id}} and |"}')).toEqual([]);
  });
});

describe("expressions", () => {
  test("begin with variables of the stage, keywords and functions, also those of the app", () => {
    const found = labels('{"iterate": "{{|}}"}');
    expect(found).toEqual(expect.arrayContaining(["body", "headers", "null", "upper", "greet"]));
    expect(found).not.toContain("item");
    expect(labels('{"uid": "{{|}}"}')).toContain("item");
  });

  test("a variable that this app does not have is not offered", () => {
    expect(labels('{"respond": {"body": "{{|}}"}}')).not.toContain("signature");
  });

  test("fields of the payload tell in how many samples they were", () => {
    const found = offered('{"iterate": "{{body.events}}", "condition": "{{body.|}}"}');
    expect(found.map(({ label, detail, doc }) => [label, detail, doc])).toEqual([
      ["type", "text", "Seen in 3 of 3 samples."],
      ["token", "text, may be absent", "Seen in 2 of 3 samples."],
      ["events", expect.stringContaining("array of"), "Seen in 3 of 3 samples."],
    ]);
  });

  test("fields of an item, though the text ends at the cursor", () => {
    expect(labels('{"iterate": "{{body.events}}", "uid": "{{ifempty(item.|')).toEqual(["id", "shop", "total", "note"]);
  });

  test("of a name that is being written, the whole is replaced", () => {
    const [first] = offered('{"iterate": "{{body.events}}", "uid": "{{item.sh|op}}"}');
    const start = '{"iterate": "{{body.events}}", "uid": "{{item.'.length;
    expect(first?.span).toEqual({ start, end: start + "shop".length });
  });

  test("what attach saves, in the files that read it", () => {
    expect(labels('{"url": "https://x.test/{{webhook.|}}"}', "detach.iml.json")).toEqual(
      expect.arrayContaining(["hookId", "region", "url", "id"]),
    );
  });

  test("the keys that a function is told by name", () => {
    expect(labels('{"output": "{{map(body.events; \'|\')}}"}')).toEqual(["id", "shop", "total", "note"]);
  });

  test("the texts that a function knows", () => {
    expect(labels('{"output": "{{dateDiff(now; item.at; \'|\')}}"}')).toEqual(["D", "H", "m", "s", "RH", "Rm", "Rs"]);
    const zones = offered("{\"output\": \"{{formatDate(now; 'L'; 'Europe/Pr|ag')}}\"}");
    const start = "{\"output\": \"{{formatDate(now; 'L'; '".length;
    expect(zones.find(({ label }) => label === "Europe/Prague")).toMatchObject({
      detail: "time zone",
      snippet: "Europe/Prague",
      span: { start, end: start + "Europe/Prag".length },
    });
    expect(labels("{\"output\": \"{{toString('|'; 'hex')}}\"}")).toEqual([]);
  });

  test("functions come with places for their arguments", () => {
    const found = offered('{"uid": "{{subs|}}"}').find(({ label }) => label === "substring");
    expect(found?.snippet).toMatch(/^substring\(\$\{1:\w+\}; \$\{2:\w+\}/);
    const before = offered('{"uid": "{{subs|(item; 1)}}"}').find(({ label }) => label === "substring");
    expect(before?.snippet).toBe("substring");
  });

  test("nothing behind a term, or in a number", () => {
    for (const marked of ['{"uid": "{{item |}}"}', '{"uid": "{{12|}}"}', '{"uid": "{{\'a|\'}}"}']) {
      expect(labels(marked)).toEqual([]);
    }
  });

  test("names that are none stand in backticks", () => {
    const samples = { "imlc.json": '{"webhook": {"payload": {"samples": ["./s.json"]}}}', "s.json": '{"a-b": 1}' };
    const { service, offset } = opened({ "webhook.iml.json": '{"uid": "{{body.|}}"}', ...samples });
    expect(service.complete("webhook.iml.json", offset)[0]?.snippet).toBe("`a-b`");
  });
});
