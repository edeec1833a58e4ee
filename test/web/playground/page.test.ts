import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromium } from "../../chromium.ts";
import { cursorIn, type Opened, openPlayground, seriousViolations } from "./browser.ts";

const BATCH = "each item of a batch reaches its owner, and one of somebody unknown nobody";

describe.skipIf(chromium() === undefined)("the playground in a browser without a network", () => {
  let site: Opened;

  beforeAll(async () => {
    site = await openPlayground();
  });

  afterAll(() => site.close());

  test("runs the example: the handshake is answered 255, and a batch reaches its two owners", async () => {
    const { page, complaints, ready } = await site.open();
    expect(await page.locator("#outcome .status").innerText()).toBe("255");
    expect(await page.locator("#outcome .reply pre").innerText()).toContain("challenge=a+b%26c");
    await page.getByLabel("Try").selectOption(BATCH);
    await page.locator("#outcome .item").first().waitFor();
    expect(await page.locator("#outcome .item .badge").allInnerTexts()).toEqual([
      "for ada",
      "for ben",
      "nobody has this uid",
    ]);
    expect(await page.locator("#outcome .delivery").allInnerTexts()).toEqual([
      'ada gets\n\n{"userId":7,"text":"one"}',
      'ben gets\n\n{"userId":9,"text":"two"}',
    ]);
    expect(await page.locator("#outcome .reply").innerText()).toContain("200");
    expect(await page.getByRole("status").first().innerText()).toContain("Status 200, 3 items, 2 owners.");
    expect(complaints).toEqual([]);
    expect(site.asked().filter((path) => path.includes("/module-"))).toEqual([]);
    console.info(`playground: ${weight(site)}, ready after ${Math.round(ready)} ms`);
    await page.context().close();
  });

  test("underlines a mistake as it is written, and mends it by its fix", async () => {
    const { page, complaints } = await site.open();
    await cursorIn(page, '"output"', '"output": "{{'.length);
    for (const _ of "item") await page.keyboard.press("Shift+ArrowRight");
    await page.keyboard.insertText("uper(item)");
    await page.locator("#manifest .cm-lintRange-error", { hasText: "uper" }).waitFor();
    await page.locator("#outcome").getByText("The app has an error; mend").waitFor();
    await page.getByRole("tab", { name: "Findings" }).click();
    expect(await page.locator("#findings").innerText()).toContain("There is no function");
    await page.locator("#findings .primary").click();
    await page.locator("#findings .empty").waitFor();
    expect(await page.locator("#manifest .cm-content").innerText()).toContain('"output": "{{upper(item)}}"');
    expect(await page.locator("#manifest .cm-lintRange-error").count()).toBe(0);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("offers the fix at the cursor by the keyboard alone", async () => {
    const { page } = await site.open();
    await cursorIn(page, '"uid"', '"uid": "{{'.length);
    await page.keyboard.insertText("uper(1)+");
    await page.locator("#manifest .cm-lintRange-error").first().waitFor();
    for (const _ of "er(1)+") await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+.");
    await page.getByRole("menuitem").first().waitFor();
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator("#manifest .cm-content").innerText()).toContain("{{upper(1)+item.userId}}");
    await page.context().close();
  });

  test("completes a function, and tells of it", async () => {
    const { page } = await site.open();
    await cursorIn(page, '"uid"', '"uid": "{{'.length);
    await page.keyboard.type("capital");
    await page.locator(".cm-tooltip-autocomplete li", { hasText: "capitalize" }).first().waitFor();
    expect(await page.locator(".cm-completionInfo").innerText()).not.toBe("");
    // An offer is not taken in the first 75 ms, in which a key was meant for something else.
    await page.waitForTimeout(100);
    await page.keyboard.press("Enter");
    await expect.poll(() => page.locator("#manifest .cm-content").innerText()).toContain("{{capitalize(");
    await page.context().close();
  });

  test("shares what was written by a link, which another browser opens", async () => {
    const { page } = await site.open();
    await page.getByLabel("Try").selectOption(BATCH);
    await page.getByLabel("Name of the user").first().fill("Ada Lovelace");
    await page.getByText("for Ada Lovelace").waitFor();
    await page.getByRole("button", { name: "Share", exact: true }).click();
    await page.waitForURL(/#1\./);
    const { hash } = new URL(page.url());
    const { page: other, complaints } = await site.open({}, hash);
    expect(await other.locator("#outcome .item .badge").first().innerText()).toBe("for Ada Lovelace");
    await other.reload();
    await other.getByText("for Ada Lovelace").waitFor();
    await other.getByRole("button", { name: "Reset" }).click();
    await other.locator("#outcome .status", { hasText: "255" }).waitFor();
    expect(new URL(other.url()).hash).toBe("");
    await other.goBack();
    await other.getByText("for Ada Lovelace").waitFor();
    expect(complaints).toEqual([]);
    await page.context().close();
    await other.context().close();
  });

  test("lights up where a step comes from, and leads there", async () => {
    const { page } = await site.open();
    await page.getByLabel("Try").selectOption(BATCH);
    const uid = page.locator("#outcome .item .step", { hasText: "The uid is 7." });
    await uid.hover();
    expect(await page.locator("#manifest .lit").innerText()).toBe('"{{item.userId}}"');
    await uid.getByRole("button").focus();
    expect(await page.locator("#manifest .lit").count()).toBe(1);
    await uid.getByRole("button").press("Enter");
    await expect
      .poll(() => page.evaluate("document.activeElement.getAttribute('aria-label')"))
      .toBe("Text of webhook.iml.json");
    await page.context().close();
  });

  test("Escape and then Tab leaves an editor; arrows move in tabs", async () => {
    const { page } = await site.open();
    const editor = page.getByRole("textbox", { name: "Text of webhook.iml.json" });
    await editor.focus();
    await page.keyboard.press("Tab");
    const isLeft = () => editor.evaluate((element) => element !== document.activeElement);
    expect(await isLeft()).toBe(false);
    // Tab has to come within two seconds, and is an indent if a busy machine is late.
    const leave = async () => {
      for (const key of ["Escape", "Tab"]) await page.keyboard.press(key);
      return isLeft();
    };
    await expect.poll(leave).toBe(true);
    await page.getByRole("tab", { name: "Communication" }).focus();
    await page.keyboard.press("ArrowRight");
    expect(await page.getByRole("tab", { name: "Attach" }).getAttribute("aria-selected")).toBe("true");
    expect(await page.locator("#manifest .cm-content").innerText()).toContain("{{webhook.url}}");
    await page.context().close();
  });

  test("a signed app lets in what is signed only", async () => {
    const { page } = await site.open();
    await page.getByLabel("Example").selectOption({ label: "GitHub App: signed and typed" });
    await page.getByText("is right, so the request may come in").waitFor();
    await page.getByLabel("Signed as the service would sign it").uncheck();
    await page.locator("#outcome .status", { hasText: "401" }).waitFor();
    await page.context().close();
  });

  test("shows the code that a build would write", async () => {
    const { page } = await site.open();
    await page.getByRole("tab", { name: "Generated code" }).click();
    await page.locator("#generated-file").selectOption("webhook.js");
    await page.locator("#generated .cm-line", { hasText: "function uid({ item })" }).waitFor();
    await page.context().close();
  });

  test.each(["light", "dark"] as const)("axe finds nothing serious in %s", async (colorScheme) => {
    const { page } = await site.open({ colorScheme });
    await page.getByLabel("Try").selectOption(BATCH);
    await page.locator("#outcome .item").first().waitFor();
    expect(await seriousViolations(page)).toEqual([]);
    await cursorIn(page, '"uid"', '"uid": "{{'.length);
    await page.keyboard.insertText("uper(1)+");
    await page.locator("#manifest .cm-lintRange-error").first().waitFor();
    for (const name of ["Findings", "Generated code"]) {
      await page.getByRole("tab", { name }).click();
      expect(await seriousViolations(page)).toEqual([]);
    }
    await page.context().close();
  });

  test("is no wider than a phone, and remembers the theme", async () => {
    const { page } = await site.open({ viewport: { width: 390, height: 844 } });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    await page.getByLabel("Theme").selectOption("dark");
    await page.reload();
    expect(await page.evaluate(() => getComputedStyle(document.body).colorScheme)).toBe("dark");
    await page.context().close();
  });
});

/** What a browser loads to run the first request, compressed as servers send it. */
function weight({ folder, asked }: Opened): string {
  const names = new Set(asked().map((path) => (path === "/" ? "index.html" : path)));
  const files = [...names].map((name) => readFileSync(join(folder, name)));
  const kilobytes = (sizes: readonly number[]): number => Math.round(sizes.reduce((sum, size) => sum + size, 0) / 1000);
  return `${kilobytes(files.map(({ length }) => length))} kB, ${kilobytes(files.map((file) => gzipSync(file).length))} kB compressed`;
}
