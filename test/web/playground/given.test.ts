import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type PlaygroundServer, servePlayground } from "../../../editor/vscode/playground-server.ts";
import { playgroundOf } from "../../../web/playground/playground.ts";
import { fromFragment } from "../../../web/playground/share.ts";
import { chromium, launchChromium, openWatched } from "../../chromium.ts";
import { type Opened, openPlayground } from "./browser.ts";

const files = {
  "webhook.iml.json": '{"uid": "{{loud(item.user)}}", "output": "{{item}}"}',
  "functions/loud/code.js": "function loud(text) {\n  return iml.upper(text);\n}\n",
  "imlc.json": '{"webhook": {"payload": {"samples": ["./samples/one.json"]}}}',
  "samples/one.json": '{"user": "ada"}',
};
const preset = { title: "shop", app: "shop", files, owners: [], answers: {}, requests: [] };

describe.skipIf(chromium() === undefined)("an app that the extension gives to the page", () => {
  let site: Opened;
  let server: PlaygroundServer;

  beforeAll(async () => {
    site = await openPlayground();
    server = await servePlayground(site.folder);
  });

  afterAll(async () => {
    server.close();
    await site.close();
  });

  test("brings its functions and samples; a link that is shared holds no code", async () => {
    const browser = await launchChromium();
    const address = server.addressOf(playgroundOf(preset));
    const { page, complaints } = await openWatched(await browser.newContext(), new URL(address).origin);
    await page.goto(address);
    await page.locator("#outcome .reply").waitFor();
    const tab = (name: string) => page.getByRole("tab", { name });
    await tab("functions/loud/code.js").click();
    expect(await page.locator("#manifest .cm-content").innerText()).toContain("iml.upper(text)");
    await page.getByRole("textbox", { name: "Text of functions/loud/code.js" }).fill("function loud(");
    await tab("Findings").click();
    await page.getByText("function-syntax").first().waitFor();
    await page.getByRole("button", { name: "Share", exact: true }).click();
    await page
      .locator("#announcement", { hasText: "The code of functions is not in it." })
      .waitFor({ state: "attached" });
    const { "functions/loud/code.js": _, ...others } = files;
    expect(await fromFragment(new URL(page.url()).hash.slice(1))).toMatchObject({ app: "shop", files: others });
    expect(complaints).toEqual([]);
    await browser.close();
  });
});
