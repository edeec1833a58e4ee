import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";
import { pageFilesIn } from "../../../cli/pages.ts";
import { answering } from "../../../cli/playground.ts";
import { launchChromium, openWatched, type Watched } from "../../chromium.ts";
import { listen, root } from "../../e2e/server.ts";

/** The playground, built, and served as `imlc playground` serves it, in a browser that reaches nothing else. */
export interface Opened {
  readonly folder: string;
  /** Opens the page, at a fragment if one is given, in a context of its own. */
  open(options?: BrowserContextOptions, fragment?: string): Promise<Visit>;
  /** The paths that were asked for so far. */
  asked(): readonly string[];
  close(): Promise<void>;
}

export interface Visit extends Watched {
  /** Milliseconds from the navigation until a request was run. */
  readonly ready: number;
}

export async function openPlayground(): Promise<Opened> {
  const folder = mkdtempSync(join(tmpdir(), "imlc-playground-"));
  const vite = join(root, "node_modules/vite/bin/vite.js");
  const args = [vite, "build", "web/playground", "--outDir", folder, "--emptyOutDir", "--logLevel", "warn"];
  await promisify(execFile)(process.execPath, args, { cwd: root });
  const asked: string[] = [];
  const answer = answering(pageFilesIn(folder));
  const server = createServer((request, response) => {
    asked.push(request.url ?? "");
    answer(request, response);
  });
  const origin = await listen(server);
  const browser = await launchChromium();
  return {
    folder,
    asked: () => [...asked],
    async open(options = {}, fragment = "") {
      const context = await browser.newContext({ viewport: { width: 1280, height: 1000 }, ...options });
      const { page, complaints } = await openWatched(context, origin);
      const began = performance.now();
      await page.goto(`${origin}/${fragment}`);
      await page.locator("#outcome .reply, #problem:not([hidden])").waitFor();
      expect(await page.locator("#problem").innerText()).toBe("");
      return { page, complaints, ready: performance.now() - began };
    },
    async close() {
      await browser.close();
      server.close();
    },
  };
}

/** What axe finds of serious or critical violations, each with an element that it is about. */
export async function seriousViolations(page: Page): Promise<readonly string[]> {
  // Evaluated and not added as an element: the page lets no script in that is not its own.
  await page.evaluate(readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8"));
  return page.evaluate<string[]>(
    "axe.run().then(({ violations }) => violations.filter(({ impact }) => ['serious', 'critical'].includes(impact)).map(({ id, nodes }) => id + ': ' + nodes[0].html))",
  );
}

/** Puts the cursor into a line, so many characters behind its first one. */
export async function cursorIn(page: Page, line: string, characters: number): Promise<void> {
  await page.locator("#manifest .cm-line", { hasText: line }).first().click();
  await page.keyboard.press("Home");
  for (let i = 0; i < characters; i += 1) await page.keyboard.press("ArrowRight");
}
