import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { generateApp } from "../../compiler/generate/module.ts";
import { typeErrors } from "../generate/type-errors.ts";
import { analysis, oauthApp } from "./app.ts";

test("each step is a module of its own that satisfies the runtime's contract", () => {
  const base = join(import.meta.dirname, "../../.imlc");
  mkdirSync(base, { recursive: true });
  const folder = mkdtempSync(join(base, "connection-"));
  try {
    const written = analysis.apps.flatMap((app) => generateApp(app, analysis.texts, "0.0.0"));
    for (const { path, text } of written) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text);
    }
    expect(written.map(({ path }) => path).filter((path) => path.startsWith("connection"))).toEqual([
      "connection.ts",
      "connection/preauthorize.ts",
      "connection/authorize.ts",
      "connection/token.ts",
      "connection/refresh.ts",
      "connection/invalidate.ts",
    ]);
    expect(typeErrors(folder, [join(folder, "index.ts")])).toBe("");
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("scopes are those of the connection and of the webhook, each once", () => {
  expect(oauthApp.connections.account?.oauth?.scope).toEqual(["users:read", "events:read"]);
});
