import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromium } from "../../chromium.ts";
import { type Opened, openPlayground, seriousViolations } from "./browser.ts";

describe.skipIf(chromium() === undefined)("calls of the service in a browser", () => {
  let site: Opened;

  beforeAll(async () => {
    site = await openPlayground();
  });

  afterAll(() => site.close());

  test("come to the file that is shown, and can be answered otherwise", async () => {
    const { page, complaints } = await site.open();
    await page.getByRole("tab", { name: "Attach" }).click();
    const attach = page.getByRole("region", { name: "Call: Attach" });
    await attach.getByText("POST https://www.example.com/api/webhook").waitFor();
    expect(await attach.locator(".kept pre").innerText()).toBe('{"externalHookId":"hook-1"}');
    const detach = page.getByRole("region", { name: "Call: Detach" });
    await attach.getByText("What the service answers").click();
    await attach.getByRole("textbox").fill('[{"body": {"id": "other-2"}}]');
    await detach.getByText("DELETE https://www.example.com/api/webhook/other-2").waitFor();
    await attach.getByRole("textbox").fill('[{"status": 500}]');
    await attach.getByText("The service answered 500.").waitFor();
    expect(await detach.innerText()).toContain("Attach has failed");
    await attach.getByText("The service answered 500.").hover();
    expect(await page.locator("#manifest .lit").count()).toBeGreaterThan(0);
    await attach.getByRole("button", { name: "Answer what fits" }).click();
    await detach.getByText("DELETE https://www.example.com/api/webhook/id-1").waitFor();
    expect(await attach.getByRole("textbox").inputValue()).toContain('"id-1"');
    await page.getByRole("tab", { name: "Communication" }).click();
    await page.locator("#outcome .status").waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("come into sight once the file that is shown has one", async () => {
    const { page } = await site.open();
    await page.getByLabel("Example").selectOption({ label: "Minimal" });
    await page.locator("#outcome", { hasText: "Hello" }).waitFor();
    await page.getByRole("tab", { name: "Detach" }).click();
    const detach = page.getByRole("region", { name: "Call: Detach" });
    await detach.waitFor({ state: "hidden" });
    const before = await page.evaluate(HEIGHT);
    await page.locator("#calls summary:visible").first().click();
    await page.getByRole("textbox", { name: "Text of detach.iml.json" }).fill('{"url": "https://example.com"}');
    await detach.getByText("GET https://example.com").waitFor();
    await expect.poll(() => page.evaluate("document.querySelector('#calls').scrollTop")).toBeGreaterThan(0);
    expect(await page.evaluate(HEIGHT)).toBe(before);
    await page.context().close();
  });

  test("are for the user that is chosen, whose secrets are not shown", async () => {
    const { page } = await site.open();
    await page.getByRole("tab", { name: "Calls" }).click();
    const connection = page.getByRole("region", { name: "Call: Connection" });
    await connection.getByText("authorization: [redacted]").waitFor();
    expect(await page.locator("#calls").innerText()).not.toContain("ada-token");
    await page.locator("#call-user").selectOption("ben");
    await connection.getByText("so gets the items of").waitFor();
    await page.getByLabel("uid of the user").nth(1).fill("7");
    await connection.getByText("so gets the items of").waitFor({ state: "detached" });
    await page.context().close();
  });

  test("go into the link with their answers, and with what users have given", async () => {
    const { page } = await site.open();
    await page.getByRole("tab", { name: "Calls" }).click();
    const attach = page.getByRole("region", { name: "Call: Attach" });
    await attach.getByText("What the service answers").click();
    await attach.getByRole("textbox").fill('[{"body": {"id": "shared-3"}}]');
    await page.getByLabel("What the user chose when subscribing").first().fill('{"team": "blue"}');
    await page.getByLabel("What the user chose when subscribing").nth(1).fill("blue");
    expect(await page.getByLabel("What the user chose when subscribing").nth(1).getAttribute("aria-invalid")).toBe(
      "true",
    );
    await page.locator("#call-user").selectOption("ben");
    await page.getByRole("button", { name: "Share", exact: true }).click();
    await page.waitForURL(/#1\./);
    const { page: other } = await site.open({}, new URL(page.url()).hash);
    await other.getByRole("tab", { name: "Calls" }).click();
    await other.getByText("DELETE https://www.example.com/api/webhook/shared-3").waitFor();
    expect(await other.locator("#call-user").inputValue()).toBe("ben");
    expect(await other.getByLabel("What the user chose when subscribing").first().inputValue()).toBe(
      '{"team": "blue"}',
    );
    await page.context().close();
    await other.context().close();
  });

  test("users decide by their parameters what they get", async () => {
    const { page } = await site.open();
    await page.getByLabel("Try").selectOption({ index: 2 });
    await page.getByText("for ada").waitFor();
    await page
      .getByRole("textbox", { name: "Text of webhook.iml.json" })
      .fill('{"iterate": "{{body.data}}", "uid": "{{item.userId}}", "output": "{{parameters.word}} {{item.text}}"}');
    await page.getByLabel("What the user chose when subscribing").first().fill('{"word": "news:"}');
    await page.locator("#outcome .delivery").getByText("news: one").waitFor();
    await page.getByRole("button", { name: "Remove ada" }).click();
    await page.getByText("for ada").waitFor({ state: "detached" });
    await page.context().close();
  });

  test.each([
    { colorScheme: "light", viewport: { width: 1280, height: 1000 } },
    { colorScheme: "dark", viewport: { width: 390, height: 844 } },
  ] as const)("axe finds nothing serious in $colorScheme, and no phone is too narrow", async (options) => {
    const { page } = await site.open(options);
    await page.getByRole("tab", { name: "Connection" }).click();
    for (const summary of await page.locator("#calls summary:visible").all()) await summary.click();
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByLabel("Answers to attach").fill("[");
    await page.getByLabel("What the user gave when connecting").first().fill("no JSON");
    await page.getByText("cannot be read").waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(options.viewport.width);
    await page.context().close();
  });
});

/** How long the whole page is. */
const HEIGHT = "document.documentElement.scrollHeight";
