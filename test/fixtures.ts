import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { analyzeProject, filesInMemory, findProject } from "../compiler/index.ts";
import type { Diagnostic } from "../grammar/diagnostic.ts";
import { expectedFindings, foundFindings } from "./carets.ts";

/** The text of each file of an app, by its path. */
type Texts = Readonly<Record<string, string>>;

/** The fixtures of a folder by their names: each is a webhook by itself, or a folder with the files of an app. */
export function fixturesIn(folder: URL): readonly (readonly [string, Texts])[] {
  const root = fileURLToPath(folder);
  return readdirSync(root, { withFileTypes: true }).flatMap((entry): [string, Texts][] => {
    if (entry.isDirectory()) return [[entry.name, textsBelow(join(root, entry.name))]];
    return entry.name.endsWith(".jsonc") ? [[entry.name, { "webhook.iml.json": read(join(root, entry.name)) }]] : [];
  });
}

/** What there is to say of an app. */
export function findingsOf(texts: Texts): readonly Diagnostic[] {
  const files = filesInMemory(texts);
  return analyzeProject(findProject(files, ["."]), files).diagnostics;
}

/** Tests all fixtures of a folder. */
export function testFixtures(folder: URL): void {
  describe("findings stand where the carets say, and nowhere else", () => {
    test.each(fixturesIn(folder))("%s", (_, texts) => {
      const diagnostics = findingsOf(texts);
      for (const [name, text] of Object.entries(texts)) {
        const found = diagnostics.filter(({ uri }) => uri === name);
        expect(foundFindings(text, found), name).toEqual(expectedFindings(text));
      }
    });
  });
}

function textsBelow(folder: string): Texts {
  const inside = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile());
  const paths = inside.map((file) => join(file.parentPath, file.name));
  return Object.fromEntries(paths.map((path) => [relative(folder, path), read(path)]));
}

function read(path: string): string {
  return readFileSync(path, "utf8");
}
