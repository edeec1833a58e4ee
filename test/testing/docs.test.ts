import { expect, test } from "vitest";
import { folder, run } from "../cli/run.ts";
import { writtenBlocks } from "../docs/blocks.ts";

const blocks = writtenBlocks().filter(({ page }) => page === "test.md");

/** The block that is said to be a file. */
function text(file: string): string {
  return blocks.find((block) => block.file === file)?.text ?? "";
}

const subscribing = {
  "my-app/attach.iml.json": `{
    "url": "https://api.example.com/hooks",
    "method": "POST",
    "body": { "url": "{{webhook.url}}", "channel": "{{parameters.channel}}" },
    "response": { "data": { "id": "{{body.id}}" } }
  }`,
  "my-app/detach.iml.json": '{ "url": "https://api.example.com/hooks/{{webhook.id}}", "method": "DELETE" }',
  "my-app/imlc.json": '{ "webhook": { "signature": { "scheme": "github", "secrets": ["GITHUB_WEBHOOK_SECRET"] } } }',
};

const manifest = { "my-app/webhook.iml.json": text("webhook.iml.json") };

test("the first test of the page passes, and fails as the page shows it", async () => {
  const fixture = text("messages.hook-test.json");
  const right = folder({ ...manifest, "my-app/messages.hook-test.json": fixture });
  expect((await run(["test", "my-app"], { cwd: right })).code).toBe(0);
  const wrong = folder({ ...manifest, "my-app/messages.hook-test.json": fixture.replace('"HI"', '"hi"') });
  const { code, out } = await run(["test", "my-app"], { cwd: wrong });
  expect(code).toBe(1);
  expect(out).toContain(blocks.find(({ language }) => language === "text")?.text);
});

test("the others pass, too", async () => {
  const fixtures = blocks.filter(({ language }) => language === "json");
  expect(fixtures).toHaveLength(2);
  const [signed = "", steps = ""] = fixtures.map((block) => block.text);
  const { "my-app/imlc.json": _, ...unsigned } = subscribing;
  const runs = [
    folder({ ...manifest, ...subscribing, "my-app/a.hook-test.json": signed }),
    folder({ ...manifest, ...unsigned, "my-app/a.hook-test.json": steps }),
  ].map((cwd) => run(["test", "my-app"], { cwd }));
  expect((await Promise.all(runs)).map(({ code }) => code)).toEqual([0, 0]);
});
