import { execFile } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromium } from "../../chromium.ts";
import { root } from "../../e2e/server.ts";
import { cursorIn, type Opened, openPlayground, seriousViolations } from "./browser.ts";

const manifest = "#manifest .cm-content";

describe.skipIf(chromium() === undefined)("editing in a browser", () => {
  let site: Opened;

  beforeAll(async () => {
    site = await openPlayground();
  });

  afterAll(() => site.close());

  test("makes all fixes that leave no doubt, also of files that are not shown", async () => {
    const { page, complaints } = await site.open();
    const webhook = '{"uid": "{{item.userId}}", "iterate": "{{body.data}}", "output": "{{ifempty(item.a;)}}"}';
    await page.getByRole("textbox", { name: "Text of webhook.iml.json" }).fill(webhook);
    await page.getByRole("tab", { name: "Attach" }).click();
    await page
      .getByRole("textbox", { name: "Text of attach.iml.json" })
      .fill(
        '{"url": "https://example.com/", "method": "post", "response": {"data": {"externalHookId": "{{ifempty(body.a;)}}"}}}',
      );
    await page.getByRole("tab", { name: "Findings" }).click();
    const found = page.locator("#findings .finding", { hasText: "This argument is empty" });
    for (const file of ["webhook", "attach"]) await found.filter({ hasText: `${file}.iml.json` }).waitFor();
    const all = page.getByRole("button", { name: "Make all fixes that leave no doubt" });
    await page.getByRole("tab", { name: "Detach" }).click();
    await all.click();
    await all.waitFor({ state: "detached" });
    await page.getByRole("tab", { name: "Communication" }).click();
    expect(await page.locator(manifest).innerText()).toContain("{{ifempty(item.a;undefined)}}");
    await page.getByRole("tab", { name: "Attach" }).click();
    expect(await page.locator(manifest).innerText()).toContain("{{ifempty(body.a;undefined)}}");
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test("folds and unfolds what is longer than a line, by the keyboard and the pointer", async () => {
    const { page } = await site.open();
    await cursorIn(page, '"verification"', 0);
    await page.locator("#manifest .cm-foldGutter [title=Fold]").first().waitFor();
    await page.keyboard.press("Control+Shift+BracketLeft");
    await page.locator("#manifest .cm-foldPlaceholder").waitFor();
    expect(await page.locator(manifest).innerText()).not.toContain("challenge");
    expect(await page.locator(manifest).innerText()).toContain('"uid"');
    expect(await seriousViolations(page)).toEqual([]);
    await page.getByRole("tab", { name: "Attach" }).click();
    await page.getByRole("tab", { name: "Communication" }).click();
    expect(await page.locator("#manifest .cm-foldPlaceholder").count()).toBe(1);
    await page.locator("#manifest .cm-line", { hasText: '"verification"' }).click({ position: { x: 40, y: 5 } });
    await page.keyboard.press("Control+Shift+BracketRight");
    await page.locator("#manifest .cm-foldPlaceholder").waitFor({ state: "detached" });
    await page.locator("#manifest .cm-foldGutter [title=Fold]").first().click();
    expect(await page.locator(manifest).innerText()).not.toContain('"uid"');
    await page.context().close();
  });

  test("goes to where a thing is given, in another file too", async () => {
    const { page } = await site.open();
    await page.getByRole("tab", { name: "Detach" }).click();
    await cursorIn(page, '"url"', '"url": "https://www.example.com/api/webhook/{{webhook.exter'.length);
    await page.keyboard.press("F12");
    await expect.poll(() => focused(page)).toBe("Text of attach.iml.json");
    expect(await page.locator("#manifest .cm-activeLine").innerText()).toContain('"externalHookId"');
    await page.getByRole("tab", { name: "Detach" }).click();
    await page
      .locator("#manifest .cm-line span", { hasText: "externalHookId" })
      .last()
      .click({ modifiers: ["Control"] });
    await expect.poll(() => focused(page)).toBe("Text of attach.iml.json");
    await page.keyboard.press("Control+Home");
    await page.keyboard.press("F12");
    await expect.poll(() => page.locator("#announcement").innerText()).toContain("Nothing in the app says");
    await page.context().close();
  });

  test("shows the TypeScript that the command line writes, letter for letter, and loads what prints it only then", async () => {
    const { page, complaints } = await site.open();
    const folder = mkdtempSync(join(tmpdir(), "imlc-playground-"));
    const cli = [join(root, "cli/bin.ts"), "build", ".", "--out", folder];
    const node = ["--conditions=imlc-source", "--disable-warning=ExperimentalWarning"];
    await promisify(execFile)(process.execPath, [...node, ...cli], { cwd: join(root, "examples/chat") });
    const names = readdirSync(join(folder, "chat")).filter((name) => name.endsWith(".ts"));
    expect(names).toContain("webhook.ts");
    await page.getByRole("tab", { name: "Generated code" }).click();
    await page.locator("#generated .cm-line", { hasText: "function" }).first().waitFor();
    expect(site.asked().filter((path) => path.includes("/module-"))).toEqual([]);
    await page.locator("#generated-language").selectOption("ts");
    const file = page.locator("#generated-file");
    await file.locator('option[value="webhook.ts"]').waitFor({ state: "attached" });
    expect(await file.locator("option").allInnerTexts()).toEqual(expect.arrayContaining(names));
    for (const name of names) {
      await file.selectOption(name);
      await page.getByRole("textbox", { name: `Generated ${name}` }).waitFor();
      expect(await page.evaluate(shownText)).toBe(readFileSync(join(folder, "chat", name), "utf8"));
    }
    expect(site.asked().filter((path) => path.includes("/module-"))).toHaveLength(1);
    expect(complaints).toEqual([]);
    await page.context().close();
  });
});

/** The whole text of the editor with generated code, also what is scrolled out of sight. */
const shownText = "document.querySelector('#generated .cm-content').cmTile.view.state.doc.toString()";

function focused(page: { evaluate(script: string): Promise<unknown> }): Promise<unknown> {
  return page.evaluate("document.activeElement.getAttribute('aria-label')");
}
