import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { folder, run } from "./run.ts";

const entry = (type: string) =>
  `"webhookType": "${type}", "connection": "account", "codeFiles": {"communication": "parts/${type}.json"}`;

/** An app with a shared webhook, a dedicated one and a module, under names that say nothing. */
const app = {
  "notes/makecomapp.json": `{
    "fileVersion": 1,
    "generalCodeFiles": {"base": "parts/base.json"},
    "components": {
      "connection": {"account": {"connectionType": "basic", "codeFiles": {"communication": "parts/me.json"}}},
      "webhook": {"all": {${entry("web-shared")}}, "own": {${entry("web")}}},
      "module": {
        "watchAll": {"moduleType": "instant_trigger", "webhook": "all", "codeFiles": {}},
        "watchOwn": {"moduleType": "instant_trigger", "webhook": "own", "codeFiles": {}},
        "getNote": {"moduleType": "action", "codeFiles": {"communication": "parts/get.json"}}
      }
    }
  }`,
  "notes/parts/base.json": `{"baseUrl": "https://a.example"}`,
  "notes/parts/me.json": `{"url": "https://a.example/me", "response": {"uid": "{{body.id}}"}}`,
  "notes/parts/web-shared.json": `{"uid": "{{item.user}}", "output": {"text": "{{item.text}}"}}`,
  "notes/parts/web.json": `{"output": {"text": "{{item.text}}"}}`,
  "notes/parts/get.json": `{"url": "/notes/{{ parameters.id }}", "response": {"output": "{{body}}"}}`,
};

test("a listed app is checked, and its dedicated webhook is said not to be served", async () => {
  const { code, out } = await run(["check", "notes", "--format", "json"], { cwd: folder(app) });
  expect(code).toBe(0);
  const { diagnostics } = JSON.parse(out) as { diagnostics: readonly { code: string; message: string }[] };
  expect(diagnostics.map((found) => `${found.code}: ${found.message}`)).toEqual([
    "webhook-not-shared: The webhook `own` has a URL for each of its users (`web`), so imlc checks it and does not serve it.",
  ]);
});

test("a listed app is built, but for what imlc does not run", async () => {
  const cwd = folder(app);
  const { code, err } = await run(["build", "notes", "--out", "generated", "--verify"], { cwd });
  expect(code).toBe(0);
  expect(err).toContain("webhook-not-shared");
  expect(readdirSync(join(cwd, "generated/notes")).sort()).toEqual(["connection.ts", "index.ts", "webhook.ts"]);
});

test("every file of a listed app is formatted, whatever its name", async () => {
  const cwd = folder(app);
  const { code, out } = await run(["fmt", "notes"], { cwd });
  expect([code, out]).toEqual([0, "notes/parts/get.json\n"]);
  expect(readFileSync(join(cwd, "notes/parts/get.json"), "utf8")).toContain("/notes/{{parameters.id}}");
});

test("a file of a listed app is checked with the app, from wherever it is named", async () => {
  const cwd = folder({ ...app, "notes/parts/get.json": `{"url": "/notes/{{paramters.id}}"}` });
  const found = async (path: string, from: string) => {
    const { out } = await run(["check", path, "--format", "json"], { cwd: join(cwd, from) });
    const { diagnostics } = JSON.parse(out) as { diagnostics: readonly { code: string }[] };
    return diagnostics.map((each) => each.code);
  };
  expect(await found("notes/parts/get.json", ".")).toEqual(["unknown-variable"]);
  expect(await found("get.json", "notes/parts")).toEqual(["unknown-variable"]);
  expect(await found(join(cwd, "notes/parts/get.json"), "notes")).toEqual(["unknown-variable"]);
});
