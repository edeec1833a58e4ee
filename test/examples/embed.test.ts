import { spawnSync } from "node:child_process";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { Project } from "ts-morph";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { chromium, launchChromium } from "../chromium.ts";
import { type Block, blocksOf } from "../docs/blocks.ts";
import { pack } from "../packed.ts";
import { createReader, type Reader } from "./follow.ts";
import { installProjects, projects, readerWith } from "./installed.ts";

let installed = "";

/** The folder of the Node.js that runs this. */
const node = dirname(process.execPath);

beforeAll(() => {
  installed = installProjects(pack());
}, 600_000);

// What is installed takes more than a hundred megabytes.
afterAll(() => {
  if (installed !== "") rmSync(installed, { recursive: true });
});

/** A field of the output: where it is read, what its type is, and how somebody misspells it. */
const fields = {
  "embed-fastify": { file: "receiver.ts", field: "total", type: "number", misspelled: "totl" },
  "embed-hono": { file: "receiver.ts", field: "amount", type: "number", misspelled: "amout" },
  "vite-app": { file: "src/main.ts", field: "length", type: "number", misspelled: "lenght" },
  "next-like-fetch": { file: "receiver.ts", field: "title", type: "string", misspelled: "titel" },
} as const;

describe.each(projects)("%s", (name) => {
  const { file, field, type, misspelled } = fields[name];
  const folder = () => join(installed, name);

  test("does what its README says", async () => {
    const reader = await createReader(folder(), node);
    try {
      for (const block of blocksOf(name, readFileSync(join(folder(), "README.md"), "utf8"))) {
        const isShownByPage = name === "vite-app" && block.language === "text";
        if (isShownByPage && chromium() === undefined) console.info("There is no Chromium to look at the page with.");
        else if (isShownByPage) await isOnThePage(reader, block);
        else await reader.follow({ ...block, text: block.text.replace("npm install\n", "") });
      }
    } finally {
      await reader.leave();
    }
  });

  test(`the editor knows the type of \`output.${field}\``, () => {
    const project = new Project({ tsConfigFilePath: join(folder(), "tsconfig.json") });
    const path = join(folder(), file);
    const at = readFileSync(path, "utf8").indexOf(`output.${field}`) + "output.".length;
    const { compilerObject } = project.getLanguageService();
    const parts = compilerObject.getQuickInfoAtPosition(path, at)?.displayParts ?? [];
    expect(parts.map(({ text }) => text).join("")).toBe(`(property) ${field}: ${type}`);
  });

  test("a misspelled field of the output is an error, where it stands", () => {
    const path = join(folder(), file);
    const text = readFileSync(path, "utf8");
    const lines = text.split("\n");
    const line = lines.findIndex((each) => each.includes(`output.${field}`));
    const column = (lines[line] ?? "").indexOf(`output.${field}`) + "output.".length;
    writeFileSync(path, text.replace(`output.${field}`, `output.${misspelled}`));
    const errors = typeErrors(folder());
    writeFileSync(path, text);
    expect(errors).toContain(`${file}(${line + 1},${column + 1}): error TS2551: Property '${misspelled}'`);
    expect(errors).toContain(`Did you mean '${field}'?`);
  });
});

async function isOnThePage(reader: Reader, { place, text }: Block): Promise<void> {
  const browser = await launchChromium();
  try {
    const page = await browser.newPage();
    await page.goto(reader.address("5173"));
    await page.getByRole("button", { name: "Send" }).click();
    // The answer comes when all items have been shown.
    await expect.poll(() => page.locator("p").textContent(), { message: place }).toBe("200 Accepted");
    expect(await page.locator("li").allTextContents()).toEqual(text.trim().split("\n"));
  } finally {
    await browser.close();
  }
}

/** What the type check of a project says. */
function typeErrors(project: string): string {
  return spawnSync(join(installed, "node_modules/.bin/tsc"), { cwd: project, encoding: "utf8", env: readerWith(node) })
    .stdout;
}
