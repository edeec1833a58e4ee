import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "../e2e/server.ts";
import { writtenBlocks } from "./blocks.ts";

/** The examples that a page shows. */
const examplesOf: Readonly<Record<string, readonly string[]>> = {
  "embed.md": ["embed-fastify", "embed-hono", "next-like-fetch"],
  "build.md": ["vite-app"],
};

const shown = writtenBlocks().flatMap(({ place, page, file = "", text }) => {
  const paths = (examplesOf[page] ?? []).map((name) => join(root, "examples", name, file));
  const found = file === "" ? [] : paths.filter((path) => existsSync(path));
  return found.length === 0 ? [] : [{ place, file, text, found }];
});

test.each(shown)("$place $file is that of an example", ({ text, found }) => {
  expect(found.map((path) => readFileSync(path, "utf8"))).toContain(text);
});

test("all is shown that an example needs", () => {
  expect(shown.map(({ file }) => file).sort()).toEqual([
    "app/hooks/[webhook]/route.ts",
    "app/inbox/route.ts",
    "fastify.ts",
    "hono.ts",
    "index.html",
    "messages/imlc.json",
    "messages/samples/messages.json",
    "messages/webhook.iml.json",
    "receiver.ts",
    "shop/imlc.json",
    "shop/samples/order.json",
    "shop/webhook.iml.json",
    "src/main.ts",
    "tsconfig.json",
    "tsconfig.json",
    "vite.config.ts",
  ]);
});
