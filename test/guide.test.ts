import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { analyzeProject, filesInMemory, findProject } from "../compiler/index.ts";

/** The settings that the guide shows, each put beside an app that has all they speak of. */
const guide = readFileSync(join(import.meta.dirname, "../docs/serve.md"), "utf8");
const settings = [...guide.matchAll(/```json\n(.*?)```/gs)].map(([, text = ""]) => text);

const app = {
  "webhook.iml.json": `{"uid": "{{item.user}}"}`,
  "base.iml.json": `{"baseUrl": "https://api.example.com"}`,
  "attach.iml.json": `{
    "url": "/hooks",
    "method": "POST",
    "body": {"url": "{{webhook.url}}"},
    "response": {"data": {"hookId": "{{body.id}}", "expiresAt": "{{body.expires}}"}}
  }`,
  "detach.iml.json": `{"url": "/hooks/{{webhook.hookId}}", "method": "DELETE"}`,
};

test("the guide to serving shows settings", () => {
  expect(settings.length).toBeGreaterThan(1);
});

test.each(settings)("%s can be pasted as imlc.json", (text) => {
  const files = filesInMemory({ ...app, "imlc.json": text });
  const { diagnostics } = analyzeProject(findProject(files, ["."]), files);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
});
