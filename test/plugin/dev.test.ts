import { join } from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { createServer, defaultClientConditions, type ViteDevServer } from "vite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import vitePlugin from "../../plugin/vite.ts";
import { chromium, launchChromium } from "../chromium.ts";
import { installed, orders, put } from "./app.ts";

const manifest = (output: string): string => `{
  "uid": "{{item.shop}}",
  "output": "${output}"
}
`;

const show = `const show = (hook) => {
  const scope = { item: { buyer: "Ada" }, environment: { timezone: "UTC" }, now: new Date(0) };
  document.querySelector("main").textContent = hook.communication.output(scope);
};
`;

const files: Readonly<Record<string, string>> = {
  "index.html": '<!doctype html><title>Shop</title><main></main><script type="module" src="/page.js"></script>\n',
  "page.js": `import hook from "./hooks/webhook.iml.json";\n${show}show(hook);\n`,
  "accepting.html":
    '<!doctype html><title>Shop</title><main></main><script type="module" src="/accepting.js"></script>\n',
  "accepting.js": `import hook from "./live/webhook.iml.json";
${show}show(hook);
import.meta.hot.accept("./live/webhook.iml.json", (fresh) => show(fresh.default));
`,
};

describe.skipIf(chromium() === undefined)("a page that Vite serves", () => {
  const { "hooks/functions/shorten/code.js": shorten = "" } = orders;
  const folder = installed({
    ...files,
    "hooks/webhook.iml.json": manifest("{{shorten(upper(item.buyer); 2)}}"),
    "hooks/functions/shorten/code.js": shorten,
    "live/webhook.iml.json": manifest("{{lower(item.buyer)}}"),
    "live/functions/shorten/code.js": shorten,
  });
  let server: ViteDevServer | undefined;
  let browser: Browser | undefined;

  beforeAll(async () => {
    server = await createServer({
      root: folder,
      configFile: false,
      logLevel: "silent",
      plugins: [vitePlugin()],
      resolve: { conditions: ["imlc-source", ...defaultClientConditions] },
      server: { port: 0, host: "127.0.0.1" },
    });
    await server.listen();
    browser = await launchChromium();
  });

  afterAll(async () => {
    await browser?.close();
    await server?.close();
  });

  /** A page that is told of changes, of files of `app` above all: both begin some time after it is there. */
  async function opened(name: string, app: string): Promise<Page> {
    const page = await browser?.newPage();
    const [url] = server?.resolvedUrls?.local ?? [];
    if (!page || !url) throw new Error("There is no browser, or no server.");
    page.setDefaultTimeout(60_000);
    const connected = page.waitForEvent("console", (message) => message.text().includes("[vite] connected"));
    await page.goto(url + name);
    await connected;
    await expect.poll(() => server?.watcher.getWatched()[join(folder, app)]).toContain("webhook.iml.json");
    return page;
  }

  /** The error before a page that is loaded anew. Vite tells it to who is connected then: neither may be, the old page or the new. */
  async function failing(page: Page): Promise<Locator> {
    const overlay = page.locator("vite-error-overlay");
    while (
      !(await overlay.waitFor({ timeout: 10_000 }).then(
        () => true,
        () => false,
      ))
    )
      await page.reload();
    return overlay;
  }

  const shown = (page: Page) => page.locator("main").textContent();
  const shows = (page: Page, text: string) => page.locator("main").getByText(text, { exact: true }).waitFor();

  test("shows what the webhook makes, with the functions of the app", async () => {
    const page = await opened("index.html", "hooks");
    await shows(page, "AD");
    expect(await shown(page)).toBe("AD");
    await page.close();
  });

  test("shows the error of a manifest at its place, and goes on when it is mended", async () => {
    const page = await opened("index.html", "hooks");
    await shows(page, "AD");
    put(folder, { "hooks/webhook.iml.json": manifest("{{uper(item.buyer)}}") });
    const overlay = await failing(page);
    expect(await overlay.locator(".message-body").textContent()).toContain(
      "There is no function `uper`. Did you mean `upper`? (unknown-function)",
    );
    expect(await overlay.locator(".file").first().textContent()).toContain(
      `${join(folder, "hooks/webhook.iml.json")}:3:16`,
    );
    expect(await overlay.locator(".frame").textContent()).toContain('> 3 |   "output": "{{uper(item.buyer)}}"');
    put(folder, { "hooks/webhook.iml.json": manifest("{{upper(item.buyer)}}!") });
    await shows(page, "ADA!");
    expect(await overlay.count()).toBe(0);
    await page.close();
  });

  test("hands a module that accepts it the new webhook without being loaded again", async () => {
    const page = await opened("accepting.html", "live");
    await shows(page, "ada");
    await page.evaluate("window.isSame = true");
    put(folder, { "live/webhook.iml.json": manifest("{{shorten(item.buyer; 1)}}") });
    await shows(page, "A");
    put(folder, { "live/functions/shorten/code.js": shorten.replace("String(text)", '"Own".concat(text)') });
    await shows(page, "O");
    put(folder, { "live/imlc.json": '{ "webhook": { "dedupe": "{{uper(item.id)}}" } }\n' });
    const overlay = page.locator("vite-error-overlay");
    await overlay.waitFor();
    expect(await overlay.locator(".file").first().textContent()).toContain("live/imlc.json:1:29");
    put(folder, { "live/imlc.json": "{}\n", "live/webhook.iml.json": manifest("{{item.buyer}}?") });
    await shows(page, "Ada?");
    expect(await page.evaluate("window.isSame")).toBe(true);
    await page.close();
  });
});
