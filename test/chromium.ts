import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, type BrowserContext, chromium as engine, type Page } from "playwright-core";

/** The path of a Chromium that is installed here: what `CHROMIUM` names, or else the first one on the path. */
export function chromium(): string | undefined {
  const { CHROMIUM, PATH = "" } = process.env;
  if (CHROMIUM) return CHROMIUM;
  return PATH.split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find(existsSync);
}

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/** Starts it so that it asks nothing of the network; a container's root has no sandbox. */
export function launchChromium(): Promise<Browser> {
  const args = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"];
  return engine.launch({ executablePath: chromium(), args, timeout: PATIENCE });
}

/** Milliseconds in which even a busy machine comes to what is waited for. */
const PATIENCE = 60_000;

/** A page, with what it asked for elsewhere and what the browser complained of since it was opened. */
export interface Watched {
  readonly page: Page;
  readonly complaints: readonly string[];
}

/** Opens a page that reaches nothing but an origin; complaints that are `usual` are no complaints. */
export async function openWatched(context: BrowserContext, origin: string, usual?: RegExp): Promise<Watched> {
  const complaints: string[] = [];
  context.setDefaultTimeout(PATIENCE);
  await context.route("**", (route) => {
    const url = route.request().url();
    if (url.startsWith(`${origin}/`)) return route.continue();
    complaints.push(url);
    return route.abort();
  });
  const page = await context.newPage();
  page.on("console", (message) => {
    if (!["error", "warning"].includes(message.type()) || usual?.test(message.text())) return;
    complaints.push(message.text());
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  return { page, complaints };
}
