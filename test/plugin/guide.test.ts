import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writtenBlocks } from "../docs/blocks.ts";
import { installed, put } from "./app.ts";
import { bundlers } from "./bundlers.ts";

const modules = writtenBlocks().filter(({ page, language }) => page === "build.md" && language === "js");

test.each(modules)("$place is built", async ({ text }) => {
  const folder = installed({ "my-app/webhook.iml.json": '{ "uid": "{{item.id}}" }\n' });
  put(folder, { "main.js": text });
  await bundlers.vite(folder);
  expect(readFileSync(join(folder, "out/vite.js"), "utf8")).toContain("item?.id");
});

test("the guide has modules", () => {
  expect(modules.map(({ file }) => file)).toEqual(["main.js", "stay.js"]);
});
