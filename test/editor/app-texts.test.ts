import { expect, test } from "vitest";
import { ExecuteCommandRequest } from "vscode-languageserver-protocol";
import { analyzeProject, filesInMemory, findProject } from "../../compiler/index.ts";
import { appTexts } from "../../editor/app-texts.ts";
import { startEditor } from "./client.ts";
import { shop } from "./shop.ts";

const folder = new URL("./shop", import.meta.url);

test("of an app there is all that is read of it, and it has the same findings as where it lies", () => {
  const beside = { "notes.json": "{}", "shop/notes.json": "{}", "shop/script.js": "f(" };
  const inFolder = Object.entries(shop).map(([path, text]) => [`shop/${path}`, text]);
  const files = filesInMemory({ ...Object.fromEntries(inFolder), ...beside });
  const whole = appTexts(files, "shop/webhook.iml.json");
  expect(whole).toEqual({ id: "shop", folder: "shop", files: shop });
  for (const path of [
    "shop/functions/greet/code.js",
    "shop/imlc.json",
    "shop/notes.json",
    ...inFolder.map(([path = ""]) => path),
  ]) {
    expect(appTexts(files, path)).toEqual(whole);
  }
  const moved = filesInMemory(whole?.files ?? {}, whole?.id);
  const before = filesInMemory(shop, "shop");
  expect(analyzeProject(findProject(moved, ["."]), moved).diagnostics).toEqual(
    analyzeProject(findProject(before, ["."]), before).diagnostics,
  );
});

test("of an app that lists its files there are those, wherever they lie in its folder", () => {
  const list = {
    fileVersion: 1,
    components: { webhook: { hook: { codeFiles: { communication: "hooks/hook.iml.json" } } } },
  };
  const texts = { "makecomapp.json": JSON.stringify(list), "hooks/hook.iml.json": '{"output": "{{item}}"}' };
  const files = filesInMemory({ ...texts, "other.iml.json": "{}" });
  expect(appTexts(files, "hooks/hook.iml.json")?.files).toMatchObject(texts);
});

test("of a manifest without an app there is only that, and of other files nothing", () => {
  const files = filesInMemory({ "one.iml.json": "{}", "package.json": "{}" });
  expect(appTexts(files, "one.iml.json")?.files).toEqual({ "one.iml.json": "{}" });
  for (const path of ["package.json", "nothing.json"]) expect(appTexts(files, path)).toBeUndefined();
});

test("a server tells them with what is not saved yet", async () => {
  const editor = await startEditor([folder.href]);
  const uri = `${folder.href}/webhook.iml.json`;
  await editor.open(uri, '{"uid": "{{item.shop}}"}');
  const command = { command: "imlc.textsOfApp", arguments: [`${folder.href}/functions/greet/code.js`] };
  expect(await editor.connection.sendRequest(ExecuteCommandRequest.type, command)).toEqual({
    id: "shop",
    folder: folder.href,
    files: expect.objectContaining({
      "webhook.iml.json": '{"uid": "{{item.shop}}"}',
      "functions/greet/code.js": shop["functions/greet/code.js"],
    }),
  });
  const other = { command: "imlc.textsOfApp", arguments: [new URL("../client.ts", folder).href] };
  expect(await editor.connection.sendRequest(ExecuteCommandRequest.type, other)).toBeNull();
  await editor.end();
});
