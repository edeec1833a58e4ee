import { describe, expect, test } from "vitest";
import { loadApp } from "../../compiler/generate/load.ts";
import type { AppModule } from "../../runtime/contract.ts";
import { receive } from "../../runtime/index.ts";
import { analyzeCase } from "../generate/case.ts";

const { app, texts } = analyzeCase("tickets");
const written = (await import("../generate/tickets/expected/index.ts")) as { default: AppModule };

/** The bundles that a request to the tickets app gives. */
function bundlesOf({ webhooks }: AppModule, tickets: readonly unknown[]) {
  if (!webhooks.webhook) throw new Error("There is no webhook.");
  const request = {
    method: "POST",
    url: "/",
    headers: { "content-type": "application/json" },
    body: new TextEncoder().encode(JSON.stringify({ tickets })),
  };
  const { items } = receive(webhooks.webhook, request, { now: Date.UTC(2026, 0, 31), executionId: "e" });
  return items.map(({ payload }) => (payload.kind === "bundle" ? JSON.parse(payload.bundle) : payload));
}

describe.each([
  ["written modules", written.default],
  ["loaded modules", (await loadApp(app, texts)) as AppModule],
])("the functions of an app in %s", (_, module) => {
  test("are called by its templates, and call each other", () => {
    const ticket = { agent: 7, title: "The printer on the third floor", opened: "2026-01-30T09:05:00Z", tags: [1] };
    expect(bundlesOf(module, [ticket])).toEqual([
      {
        opened: "30 Jan 2026",
        exact: "09:05",
        summary: {
          ...ticket,
          words: ["The", "printer", "on", "the", "third", "floor"],
          short: "The printer on the …",
          opened: "30 Jan 2026",
        },
        first: "THE",
      },
    ]);
  });

  test("fail at the place of their call, and only their item", () => {
    const [failed, fine] = bundlesOf(module, [
      { agent: 1, opened: "never" },
      { agent: 2, opened: "2026-01-30" },
    ]);
    expect(failed).toMatchObject({
      kind: "failure",
      failure: { code: "custom-function", place: "webhook.iml.json:5:18" },
    });
    expect(fine).toMatchObject({ opened: "30 Jan 2026" });
  });
});
