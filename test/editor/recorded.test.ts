import { mkdtempSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { CodeLensRequest, ExecuteCommandRequest, ShowMessageNotification } from "vscode-languageserver-protocol";
import { folder } from "../cli/run.ts";
import { admin, adminToken, listen, type Serving, serve, until } from "../e2e/server.ts";
import { abilities, type Editor, startEditor } from "./client.ts";

const manifest = `{
  "iterate": "{{body.events}}",
  "uid": "{{item.user}}",
  "output": { "text": "{{item.text}}" }
}`;
const app = join(folder({ "shop/webhook.iml.json": manifest }), "shop");
const root = pathToFileURL(app).href;
const uri = `${root}/webhook.iml.json`;

async function edit(options: object, text = manifest): Promise<Editor> {
  const editor = await startEditor([root], {
    capabilities: abilities,
    options,
    env: { IMLC_ADMIN_TOKEN: adminToken },
    cwd: mkdtempSync(join(tmpdir(), "imlc-editor-")),
  });
  await editor.open(uri, text);
  return editor;
}

async function lensesOf({ connection }: Editor) {
  const lenses = await connection.sendRequest(CodeLensRequest.type, { textDocument: { uri } });
  return (lenses ?? []).map(({ range, command }) => ({ line: range.start.line, ...command }));
}

/** The lens, as soon as the server has answered in time. */
async function offered(editor: Editor) {
  await until(async () => (await lensesOf(editor)).length > 0, 60_000, "a lens");
  const [lens] = await lensesOf(editor);
  return { command: "", arguments: [], ...lens };
}

describe("a server that has kept requests", () => {
  let server: Serving;
  let subscription: string;
  const send = (...events: readonly object[]) =>
    fetch(`${server.url}/hooks/shop/webhook`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ events }),
    });

  beforeAll(async () => {
    const cwd = mkdtempSync(join(tmpdir(), "imlc-recorded-"));
    server = await serve([app, "--port", "0"], { cwd });
    await admin(server.url, "PUT", "/apps/shop/connections/ada", { uid: "7" });
    const target = { url: "http://127.0.0.1:1/in" };
    const made = await admin(server.url, "POST", "/apps/shop/webhooks/webhook/subscriptions", {
      connection: "ada",
      target,
    });
    subscription = String((made.json as { readonly id?: string }).id);
    await send({ user: 7, text: "a" }, { user: 9, text: "b" });
    await send({ user: 7, text: "c" });
  });
  afterAll(async () => {
    await server.end("SIGTERM");
  });

  test("is asked what they come to by the manifest that is being edited", async () => {
    const edited = manifest.replace("{{item.user}}", "u{{item.user}}");
    const editor = await edit({ url: server.url, showsRuns: true }, edited);
    const lens = await offered(editor);
    expect(lens).toMatchObject({ line: 0, title: "Replay 2 recorded requests", arguments: [uri, 2] });
    const { command, arguments: given } = lens;
    const plan = await editor.connection.sendRequest(ExecuteCommandRequest.type, { command, arguments: given });
    expect(plan).toMatchObject({
      compared: 2,
      groups: [
        {
          kind: "uid",
          requests: 2,
          differences: [
            { old: '"7"', new: '"u7"', owners: { old: [subscription], new: [] } },
            { old: '"9"', new: '"u9"', owners: { old: [], new: [] } },
            { old: '"7"', new: '"u7"', owners: { old: [subscription], new: [] } },
          ],
        },
      ],
    });
    await editor.end();
  });

  test("tells of it in a message, for a client that shows nothing by itself", async () => {
    const editor = await edit({ url: server.url }, manifest.replace("item.text", "upper(item.text)"));
    const shown = new Promise<string>((resolve) => {
      editor.connection.onNotification(ShowMessageNotification.type, ({ message }) => resolve(message));
    });
    const lens = await offered(editor);
    const { command, arguments: given } = lens;
    await editor.connection.sendRequest(ExecuteCommandRequest.type, { command, arguments: given });
    expect(await shown).toBe(
      '2 requests compared: 1 difference. output `text` "a" → "A", in 2 requests (webhook.iml.json:4:13).',
    );
    await editor.end();
  });

  test("refuses a manifest with errors, and says why", async () => {
    const editor = await edit({ url: server.url }, manifest.replace("item.text", "uper(item.text)"));
    const lens = await offered(editor);
    const { command, arguments: given } = lens;
    await expect(
      editor.connection.sendRequest(ExecuteCommandRequest.type, { command, arguments: given }),
    ).rejects.toThrow("The manifest has errors, so nothing was compared.");
    await editor.end();
  });

  test("is not asked by an editor that was not told of it", async () => {
    const editor = await edit({});
    expect(await lensesOf(editor)).toEqual([]);
    await editor.end();
  });
});

test("a server that does not answer holds up nothing", async () => {
  const silent = createServer(() => {});
  const url = await listen(silent);
  for (const where of [url, "http://127.0.0.1:1", "no address"]) {
    const editor = await edit({ url: where });
    expect(await lensesOf(editor)).toEqual([]);
    await editor.end();
  }
  silent.closeAllConnections();
  silent.close();
});
