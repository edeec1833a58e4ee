import { globSync, readFileSync } from "node:fs";
import type { Server } from "node:http";
import { basename, dirname, join, relative, resolve } from "node:path";
import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { readGroups } from "../../docs/.vitepress/pages.ts";
import { chromium, launchChromium, openWatched, type Watched } from "../chromium.ts";
import { listen } from "../e2e/server.ts";
import { docs } from "./blocks.ts";
import { buildSite, serveFolder } from "./built.ts";

let site: string;

beforeAll(async () => {
  site = await buildSite();
}, 600_000);

const listed = readGroups(docs).flatMap(({ pages }) => pages.map(({ name }) => name));

test("each page is in the sidebar once, and in llms.txt", () => {
  expect([...listed].sort()).toEqual(
    globSync("*.md", { cwd: docs })
      .map((name) => basename(name, ".md"))
      .sort(),
  );
  const list = readFileSync(join(site, "llms.txt"), "utf8");
  for (const name of listed) expect(list).toMatch(new RegExp(`\\]\\(${name}\\.md\\): .+\\.\\n`));
});

test("every link of a page leads to a file, and to a heading of it", () => {
  const pages = new Map(
    globSync("*.html", { cwd: site }).map((name) => [name, readFileSync(join(site, name), "utf8")]),
  );
  const dead = [...pages].flatMap(([name, html]) =>
    linksOf(html)
      .filter((link) => !leads(link, name, pages))
      .map((link) => `${name}: ${link}`),
  );
  expect(dead).toEqual([]);
});

test("braces, included texts and pictures are shown as Markdown has them", () => {
  const [tour = "", concepts = ""] = ["tour", "concepts"].map((name) =>
    readFileSync(join(site, `${name}.html`), "utf8"),
  );
  expect(tour).toContain("<strong>The handshake.</strong>");
  expect(tour).toContain("{{uper(item.userId)}}");
  expect(concepts).toContain("<code>{{…}}</code>");
  expect(concepts).toMatch(/<svg[^>]* role="img" aria-labelledby="way-title way-text">\s*<title id="way-title">/);
});

test("no page names a file of another site to be loaded", () => {
  const files = globSync("**/*.{html,css}", { cwd: site }).map((name) => readFileSync(join(site, name), "utf8"));
  for (const text of files) expect(text).not.toMatch(/(?:src=|<link[^>]*href=|url\(|@import )["']?(?:https?:)?\/\//);
});

function linksOf(html: string): readonly string[] {
  const links = [...html.matchAll(/<a [^>]*?href="([^"]+)"/g)].map(([, href = ""]) => href.replaceAll("&amp;", "&"));
  return links.filter((href) => !/^[a-z]+:/.test(href));
}

function leads(link: string, from: string, pages: ReadonlyMap<string, string>): boolean {
  const [path = "", heading] = link.split("#");
  const file = path === "" ? from : relative("/", resolve("/", dirname(from), path.replace(/(^|\/)$/, "$1index.html")));
  const html = pages.get(file);
  if (html === undefined) return globSync(file, { cwd: site }).length > 0;
  return heading === undefined || html.includes(`id="${decodeURIComponent(heading)}"`);
}

describe.skipIf(chromium() === undefined)("in a browser without a network", () => {
  let browser: Browser;
  let server: Server;
  let origin: string;

  beforeAll(async () => {
    server = serveFolder(site);
    origin = await listen(server);
    browser = await launchChromium();
  });

  afterAll(async () => {
    await browser.close();
    server.close();
  });

  async function open(name: string, options: BrowserContextOptions): Promise<Watched> {
    const { page, complaints } = await openWatched(await browser.newContext(options), origin);
    await page.goto(`${origin}/${name === "README" ? "index" : name}.html`);
    await page.waitForFunction("document.querySelector('#app')?.__vue_app__ !== undefined");
    return { page, complaints };
  }

  test.each(listed)("%s is no wider than a phone, and asks for nothing elsewhere", async (name) => {
    const { page, complaints } = await open(name, { viewport: { width: 390, height: 800 } });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
    expect(complaints).toEqual([]);
    await page.context().close();
  });

  test.each([
    ["light", "concepts"],
    ["dark", "concepts"],
    ["light", "http-api"],
    ["dark", "http-api"],
  ] as const)("axe finds nothing in %s %s", async (colorScheme, name) => {
    const { page } = await open(name, { colorScheme, viewport: { width: 1280, height: 900 } });
    await page.addScriptTag({ path: join(docs, "../node_modules/axe-core/axe.min.js") });
    const found = await page.evaluate<string[]>(
      "axe.run('.vp-doc').then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))",
    );
    expect(found).toEqual([]);
    await page.context().close();
  });

  test("the search finds a function, and leads to it", async () => {
    const { page, complaints } = await open("README", {});
    await page.click(".VPNavBarSearch button");
    await page.fill("#localsearch-input", "parseDate");
    await page.click(".VPLocalSearchBox .results a[href*='functions.html']");
    await page.waitForURL(/functions\.html#parsedate$/);
    await page.locator("#parsedate").waitFor({ state: "visible" });
    expect(complaints).toEqual([]);
  });
});
