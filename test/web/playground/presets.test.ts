import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { presetOf } from "../../../web/playground/backend/presets.ts";
import { run } from "../../../web/playground/backend/run.ts";
import { playgroundOf } from "../../../web/playground/playground.ts";
import { playgroundIn } from "../../../web/playground/shape.ts";
import { root } from "../../e2e/server.ts";

function preset(folder: string) {
  const names = globSync("**/*.json", { cwd: join(root, folder) });
  const files = Object.fromEntries(names.map((name) => [name, readFileSync(join(root, folder, name), "utf8")]));
  return presetOf(folder, "app", files);
}

const chat = preset("examples/chat");
const github = preset("cli/init/templates/github-app");
const minimal = preset("cli/init/templates/minimal");

test("the users of an example are those of its tests, and each is there once", () => {
  expect(chat.owners).toEqual([
    { name: "ada", uid: "7", connection: '{"accessToken":"ada-token"}', parameters: "" },
    { name: "ben", uid: "9", connection: "", parameters: "" },
  ]);
});

test("the service answers as in the first test of each call", () => {
  const answers = Object.entries(chat.answers).map(([call, text]) => [call, JSON.parse(text)]);
  expect(Object.fromEntries(answers)).toEqual({
    connection: [{ body: { ok: true, user: { id: 7, fullName: "Ada", email: "ada@example.com" } } }],
    attach: [{ status: 201, body: { id: "hook-1" } }],
    detach: [{}],
  });
});

test("tests are no files of an app, samples are", () => {
  expect(Object.keys(github.files).sort()).toEqual([
    "connection.iml.json",
    "imlc.json",
    "samples/issues-opened.json",
    "webhook.iml.json",
  ]);
});

test("a body that lies in a file is written out", () => {
  expect(minimal.requests.map(({ request }) => JSON.parse(request.body))).toEqual([{ userId: 7, text: "Hello" }]);
});

test.each([
  ["chat", chat, [255, 200]],
  ["github-app", github, [200, 401, 200]],
  ["minimal", minimal, [200]],
] as const)(
  "the requests of %s are answered as its tests say",
  async (_name, { app, files, owners, requests }, statuses) => {
    const outcomes = await Promise.all(requests.map(({ request }) => run(app, files, request, owners, {}, Date.now())));
    expect(outcomes.map((outcome) => outcome.kind === "ran" && outcome.reply.status)).toEqual(statuses);
  },
);

test.each([chat, github, minimal])("a link can bring $title", (preset) => {
  const playground = playgroundOf(preset);
  expect(playgroundIn(playground)).toEqual(playground);
});
