import { spawn, spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { beforeAll, describe, expect, test } from "vitest";
import {
  createProtocolConnection,
  DidOpenTextDocumentNotification,
  DocumentDiagnosticRequest,
  ExecuteCommandRequest,
  ExitNotification,
  InitializedNotification,
  InitializeRequest,
  type ProtocolConnection,
  ShutdownRequest,
  StreamMessageReader,
  StreamMessageWriter,
} from "vscode-languageserver-protocol/node";
import { servePlayground } from "../../editor/vscode/playground-server.ts";
import { givenPath } from "../../web/playground/given.ts";
import { packageExtension, unzip, vsix, writeFiles } from "./vsix.ts";

let files: ReadonlyMap<string, Buffer>;
/** Where nothing of this checkout can be found from. */
let folder: string;

beforeAll(() => {
  packageExtension();
  files = unzip(readFileSync(vsix));
  folder = mkdtempSync(join(tmpdir(), "imlc-vscode-"));
  writeFiles(folder, files);
});

function packaged(name: string): string {
  return files.get(`extension/${name}`)?.toString("utf8") ?? "";
}

describe("the packaged extension", () => {
  test("has what it should, and nothing else", () => {
    const names = [...files.keys()].map((name) => name.replace(/-[\w-]{8}(?=\.(?:js|css)$)/, ""));
    expect([...new Set(names.filter((name) => !name.startsWith("extension/playground/assets/")))].sort()).toEqual([
      "[Content_Types].xml",
      "extension.vsixmanifest",
      "extension/LICENSE.txt",
      "extension/ThirdPartyNotices.txt",
      "extension/changelog.md",
      "extension/diagnostics.md",
      "extension/extension.cjs",
      "extension/icon.png",
      "extension/language-configuration.json",
      "extension/package.json",
      "extension/playground/index.html",
      "extension/readme.md",
      "extension/schemas/hook-test.schema.json",
      "extension/server.cjs",
      "extension/syntaxes/injection.tmLanguage.json",
      "extension/syntaxes/manifest.tmLanguage.json",
      "extension/syntaxes/template.tmLanguage.json",
    ]);
    const assets = names.filter((name) => name.startsWith("extension/playground/assets/"));
    expect(assets).toContain("extension/playground/assets/worker.js");
    // What prints TypeScript: it is larger than all the rest.
    expect(assets).not.toContain("extension/playground/assets/module.js");
    expect(assets.filter((name) => !/\.(?:js|css)$/.test(name))).toEqual(["extension/playground/assets/licenses.md"]);
    const size = readFileSync(vsix).length;
    console.info(
      `the extension: ${Math.round(size / 1000)} kB, its server ${Math.round((files.get("extension/server.cjs")?.length ?? 0) / 1000)} kB`,
    );
    expect(size).toBeLessThan(1_500_000);
  });

  test("names files that are there, and says what registries want to know", () => {
    const manifest = JSON.parse(packaged("package.json"));
    const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
    expect(manifest).toMatchObject({ name: "imlc", publisher: "imlc", license: "MIT", version });
    const { languages, grammars, jsonValidation } = manifest.contributes;
    const named = [
      manifest.main,
      manifest.icon,
      ...languages.flatMap(({ configuration = [] }) => configuration),
      ...grammars.map(({ path }: { path: string }) => path),
      ...jsonValidation.map(({ url }: { url: string }) => url),
    ];
    for (const path of named) expect([...files.keys()]).toContain(`extension/${path.replace(/^\.\//, "")}`);
    for (const { path, scopeName } of grammars) {
      expect(JSON.parse(packaged(path.replace(/^\.\//, "")))).toMatchObject({ scopeName });
    }
  });

  test("has an icon of the size that the marketplace shows", () => {
    const icon = files.get("extension/icon.png");
    expect([icon?.readUInt32BE(16), icon?.readUInt32BE(20)]).toEqual([256, 256]);
  });

  test("passes on the licences of what is in its bundles", () => {
    const notices = packaged("ThirdPartyNotices.txt");
    for (const name of ["chevrotain", "acorn", "moment", "vscode-languageclient", "@codemirror/view"]) {
      expect(notices).toMatch(new RegExp(`^${name} \\d`, "m"));
    }
  });

  test("asks nobody in the network, but for the server that a user names", () => {
    for (const name of ["extension.cjs", "server.cjs"]) {
      expect(packaged(name)).not.toMatch(/require\("(?:node:)?(?:https|undici|http2)"\)/);
    }
    const asks = (text: string) => text.match(/\bfetch\(/g)?.length ?? 0;
    const asksThatServer = asks(readFileSync(new URL("../../cli/ask-server.ts", import.meta.url), "utf8"));
    expect([asks(packaged("extension.cjs")), asks(packaged("server.cjs"))]).toEqual([0, asksThatServer]);
  });
});

/** Talks to the server of the package. */
async function withServer<T>(talk: (connection: ProtocolConnection) => Promise<T>): Promise<T> {
  const server = spawn(process.execPath, [join(folder, "extension/server.cjs"), "--stdio"], { cwd: folder });
  const connection = createProtocolConnection(
    new StreamMessageReader(server.stdout),
    new StreamMessageWriter(server.stdin),
  );
  connection.listen();
  try {
    return await talk(connection);
  } finally {
    await connection.sendRequest(ShutdownRequest.type);
    const closed = new Promise((resolve) => server.once("exit", resolve));
    await connection.sendNotification(ExitNotification.type);
    expect(await closed).toBe(0);
    connection.dispose();
  }
}

describe("the packaged server", () => {
  test("finds, links, runs and evaluates without anything beside it", async () => {
    const app = join(folder, "app");
    const manifest = '{"uid": "{{item.user.id}}", "iterate": "{{body.events}}", "output": "{{uper(item.name)}}"}';
    writeFiles(
      app,
      new Map([
        ["webhook.iml.json", Buffer.from(manifest)],
        ["imlc.json", Buffer.from('{"webhook": {"payload": {"samples": ["./sample.json"]}}}')],
        ["sample.json", Buffer.from('{"events": [{"user": {"id": 7}, "name": "ada"}]}')],
      ]),
    );
    const uri = pathToFileURL(join(app, "webhook.iml.json")).href;
    await withServer(async (connection) => {
      const { capabilities, serverInfo } = await connection.sendRequest(InitializeRequest.type, {
        processId: process.pid,
        rootUri: pathToFileURL(app).href,
        capabilities: { textDocument: { diagnostic: {} } },
        initializationOptions: { docs: "vscode://imlc.imlc/explain", showsRuns: true },
        workspaceFolders: null,
      });
      expect(serverInfo?.name).toBe("imlc");
      expect(capabilities.executeCommandProvider?.commands).toEqual([
        "imlc.runWithSample",
        "imlc.replayRecorded",
        "imlc.evaluate",
        "imlc.textsOfApp",
      ]);
      await connection.sendNotification(InitializedNotification.type, {});
      const open = (text: string) =>
        connection.sendNotification(DidOpenTextDocumentNotification.type, {
          textDocument: { uri, languageId: "imljson", version: 1, text },
        });
      await open(manifest);
      const report = await connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
      expect("items" in report && report.items).toMatchObject([
        { code: "unknown-function", codeDescription: { href: "vscode://imlc.imlc/explain#unknown-function" } },
      ]);
      const evaluate = { command: "imlc.evaluate", arguments: [uri, "{{upper(item.name)}}"] };
      expect(await connection.sendRequest(ExecuteCommandRequest.type, evaluate)).toEqual({
        sample: "./sample.json",
        value: '"ADA"',
      });
      await open(manifest.replace("uper", "upper"));
      const run = { command: "imlc.runWithSample", arguments: [uri, "./sample.json"] };
      expect(await connection.sendRequest(ExecuteCommandRequest.type, run)).toMatchObject({
        outcome: "items",
        status: 200,
        items: [{ uid: "7" }],
      });
    });
  });
});

describe("the packaged playground", () => {
  test("is served with an app in it, of which only the page knows where it is", async () => {
    const playground = {
      app: "shop",
      files: { "webhook.iml.json": "{}", "functions/loud/code.js": "function loud() {}" },
      owners: [],
      service: { user: "", answers: {} },
      request: { method: "POST", query: "", headers: "", body: "{}", signed: false },
    };
    const server = await servePlayground(join(folder, "extension/playground"));
    try {
      const address = new URL(server.addressOf(playground));
      const page = await fetch(address);
      expect(await page.text()).toBe(packaged("playground/index.html"));
      expect(page.headers.get("content-security-policy")).toContain("default-src 'none'");
      const given = await fetch(new URL(givenPath(address.hash.replace(/^#given=/, "")), address));
      expect(await given.json()).toEqual(playground);
      expect(given.headers.get("access-control-allow-origin")).toBeNull();
      expect((await fetch(new URL(givenPath("another"), address))).status).toBe(404);
      expect(new URL(server.addressOf(undefined)).hash).toBe("");
    } finally {
      server.close();
    }
  });
});

describe("the extension itself", () => {
  test("starts its server, has the commands that it declares, and ends", () => {
    mkdirSync(join(folder, "node_modules"), { recursive: true });
    copyFileSync(new URL("vscode.cjs", import.meta.url), join(folder, "node_modules/vscode.js"));
    writeFileSync(
      join(folder, "start.cjs"),
      `const extension = require("./extension/extension.cjs");
       const context = { subscriptions: [], extensionUri: { fsPath: __dirname + "/extension" }, extension: { id: "imlc.imlc" } };
       extension.activate(context).then(() => {
         console.log(require("vscode").registered.join("\\n"));
         return extension.deactivate();
       });`,
    );
    const { status, stdout, stderr } = spawnSync(process.execPath, ["start.cjs"], { cwd: folder, encoding: "utf8" });
    const { contributes } = JSON.parse(packaged("package.json"));
    const declared = contributes.commands.map(({ command }: { command: string }) => command);
    expect({ status, stderr, commands: stdout.trim().split("\n").sort() }).toEqual({
      status: 0,
      stderr: "",
      commands: [...declared, "imlc.runWithSample", "imlc.replayRecorded", "imlc.evaluate", "imlc.textsOfApp"].sort(),
    });
  });
});
