import { expect, test } from "vitest";
import { folder } from "../cli/run.ts";
import { serve, until } from "./server.ts";

const app = { "my app/webhook.iml.json": '{"uid": "{{item.id}}"}' };

/** What `imlc serve` prints until it has said something. */
async function greeted(
  said: string,
  ...args: readonly string[]
): Promise<{ readonly url: string; readonly printed: string }> {
  const server = await serve([".", "--port", "0", ...args], { cwd: folder(app) });
  try {
    await until(() => server.printed().includes(said), 30_000, "the greeting");
  } finally {
    await server.end("SIGTERM");
  }
  return { url: server.url, printed: server.printed() };
}

test("the address of a webhook is the one that a service can be given", async () => {
  const { url, printed } = await greeted("inspector", "--public-url", "https://hooks.example.com/");
  expect(printed).toContain(`imlc: listening on ${url}\n  https://hooks.example.com/hooks/my%20app/webhook\n`);
  expect(printed).not.toContain(`${url}/hooks/`);
  expect(printed).not.toContain("is in memory");
});

test("a store that is lost at the end is served with a warning", async () => {
  const { url, printed } = await greeted("in memory", "--store", "sqlite::memory:");
  expect(printed).toContain(`  ${url}/hooks/my%20app/webhook\n`);
  expect(printed).toContain("imlc: the store is in memory: all is lost at the end; --store sqlite:FILE keeps it.\n");
});
