import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/** The path of a Chromium that is installed here: what `CHROMIUM` names, or else the first one on the path. */
export function chromium(): string | undefined {
  const { CHROMIUM, PATH = "" } = process.env;
  if (CHROMIUM) return CHROMIUM;
  return PATH.split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)))
    .find(existsSync);
}

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/** What it is started with, to ask nothing of the network; a container's root has no sandbox. */
export const chromiumArguments: readonly string[] = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
];
