import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { filesInMemory } from "../../compiler/index.ts";
import { createService, type Service } from "../../editor/service.ts";

const folder = fileURLToPath(new URL("./shop", import.meta.url));

/** The files of an app with samples, an attach, a connection and a function of its own, by their paths. */
export const shop: Readonly<Record<string, string>> = Object.fromEntries(
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [relative(folder, path), readFileSync(path, "utf8")]),
);

/** The text of a file of the shop. */
export function textOf(uri: string): string {
  return shop[uri] ?? "";
}

/** A service for the shop with some files changed; a `|` in the first of them is the cursor and is taken out. */
export function opened(changed: Readonly<Record<string, string>>): {
  readonly service: Service;
  readonly uri: string;
  readonly text: string;
  readonly offset: number;
} {
  const [[uri = "", marked = ""] = []] = Object.entries(changed);
  const offset = marked.indexOf("|");
  const text = offset < 0 ? marked : marked.slice(0, offset) + marked.slice(offset + 1);
  const service = createService({ files: filesInMemory({ ...shop, ...changed, [uri]: text }) });
  return { service, uri, text, offset };
}

/** The shop with the cursor behind the first occurrence of a text. */
export function behind(uri: string, before: string): ReturnType<typeof opened> {
  const at = textOf(uri).indexOf(before) + before.length;
  return opened({ [uri]: `${textOf(uri).slice(0, at)}|${textOf(uri).slice(at)}` });
}
