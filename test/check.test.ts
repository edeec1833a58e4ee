import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { describe, expect, test } from "vitest";
import { analyzeProject, filesInMemory, findProject } from "../compiler/index.ts";
import { expectedFindings, foundFindings } from "./carets.ts";

const folder = new URL("check/", import.meta.url);

/** A fixture is a webhook by itself, or a folder with the files of an app. */
const fixtures = readdirSync(folder, { withFileTypes: true }).flatMap((entry): [string, Record<string, string>][] => {
  const text = (path: string): string => readFileSync(new URL(path, folder), "utf8");
  if (entry.isDirectory()) {
    const inside = readdirSync(new URL(entry.name, folder), { recursive: true, withFileTypes: true });
    const names = inside.flatMap((file) =>
      file.isFile() ? [relative(entryPath(entry.name), join(file.parentPath, file.name))] : [],
    );
    return [[entry.name, Object.fromEntries(names.map((name) => [name, text(`${entry.name}/${name}`)]))]];
  }
  return entry.name.endsWith(".jsonc") ? [[entry.name, { "webhook.iml.json": text(entry.name) }]] : [];
});

function entryPath(name: string): string {
  return new URL(name, folder).pathname;
}

describe("findings stand where the carets say, and nowhere else", () => {
  test.each(fixtures)("%s", (_, texts) => {
    const files = filesInMemory(texts);
    const { diagnostics } = analyzeProject(findProject(files, ["."]), files);
    for (const [name, text] of Object.entries(texts)) {
      const found = diagnostics.filter(({ uri }) => uri === name);
      expect(foundFindings(text, found), name).toEqual(expectedFindings(text));
    }
  });
});
