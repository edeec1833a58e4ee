import { readFileSync } from "node:fs";

/** The version of this package. */
export function version(): string {
  return manifest().version;
}

/** The versions of Node.js that this package runs on, as `>=22.18`. */
export function engines(): string {
  return manifest().engines.node;
}

function manifest(): { readonly version: string; readonly engines: { readonly node: string } } {
  return JSON.parse(readFileSync(new URL(import.meta.resolve("imlc/package.json")), "utf8"));
}
