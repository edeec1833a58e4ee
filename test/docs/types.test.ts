import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, expect, test } from "vitest";
import { run } from "../cli/run.ts";
import { typeErrors } from "../generate/type-errors.ts";
import { docs, writtenBlocks } from "./blocks.ts";

const root = dirname(docs);
mkdirSync(join(root, ".imlc"), { recursive: true });
/** Inside of the package, so that its own name leads to its sources. */
const folder = mkdtempSync(join(root, ".imlc/docs-"));

/** Such a module is for a bundler; it is type-checked as a part of its example. */
const importsManifest = /^import .*\.iml\.json";$/m;

afterAll(() => rmSync(folder, { recursive: true }));

test("modules of the pages pass the type check", async () => {
  const built = await run(["build", "examples", "--out", join(folder, "generated")], { cwd: root });
  expect([built.code, built.err]).toEqual([0, ""]);
  const blocks = writtenBlocks().filter(({ language, text }) => language === "ts" && !importsManifest.test(text));
  for (const page of new Set(blocks.map((block) => block.page))) {
    mkdirSync(join(folder, page));
    symlinkSync(join(folder, "generated"), join(folder, page, "generated"));
  }
  const files = blocks.map(({ page, file = "", text }) => {
    const path = join(folder, page, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  });
  expect(typeErrors(folder, files)).toBe("");
});

test("the page of the library names everything that the package exports", () => {
  const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { exports: object };
  const page = readFileSync(join(docs, "library.md"), "utf8");
  const entries = Object.keys(exports).filter((entry) => entry !== "./package.json");
  expect(entries.filter((entry) => !page.includes(`\`imlc${entry.slice(1)}\``))).toEqual([]);
});
