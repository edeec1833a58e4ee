import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { Worker } from "node:worker_threads";
import { build } from "esbuild";
import { expect, test } from "vitest";
import { CompletionRequest, DocumentDiagnosticRequest } from "vscode-languageserver-protocol";
import type { filesInMemory } from "../../compiler/index.ts";
import type { createService } from "../../editor/service.ts";
import { positions } from "../../grammar/source.ts";
import { startEditor } from "./client.ts";
import { shop, textOf } from "./shop.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const folder = new URL("./shop", import.meta.url);
const uris = ["attach.iml.json", "connection.iml.json", "detach.iml.json", "imlc.json", "webhook.iml.json"];
/** So many characters apart are the places at which completion is compared. */
const apart = 37;

/** A finding as all three have it. */
type Finding = readonly [uri: string, code: string, line: number, character: number, message: string];

test("the command line, the server and a worker of a browser find and offer the same", async () => {
  const worker = await inWorker();
  expect(worker.findings.length).toBeGreaterThan(0);
  expect(byCommandLine()).toEqual(worker.findings);
  const server = await byServer();
  expect(server.findings).toEqual(worker.findings);
  expect(server.labels).toEqual(worker.labels);
});

function byCommandLine(): readonly Finding[] {
  const args = ["--conditions=imlc-source", "--disable-warning=ExperimentalWarning", `${root}cli/bin.ts`];
  const command = [...args, "check", ".", "--format", "json", "--max-warnings", "99"];
  const out = execFileSync(process.execPath, command, { cwd: fileURLToPath(folder), encoding: "utf8" });
  const { diagnostics }: { diagnostics: readonly Reported[] } = JSON.parse(out);
  return diagnostics.map(({ file, code, message, range: { start } }) => [
    file,
    code,
    start.line,
    start.column,
    message,
  ]);
}

interface Reported {
  readonly file: string;
  readonly code: string;
  readonly message: string;
  readonly range: { readonly start: { readonly line: number; readonly column: number } };
}

async function byServer(): Promise<Answers> {
  const editor = await startEditor([folder.href]);
  const findings: Finding[] = [];
  const labels: string[][] = [];
  for (const uri of uris) {
    const document = { textDocument: { uri: `${folder.href}/${uri}` } };
    await editor.open(document.textDocument.uri, textOf(uri));
    const found = await editor.connection.sendRequest(DocumentDiagnosticRequest.type, document);
    for (const { code, range, message } of found.kind === "full" ? found.items : []) {
      findings.push([uri, String(code), range.start.line + 1, range.start.character + 1, String(message)]);
    }
    const positionOf = positions(textOf(uri));
    for (let offset = 0; offset < textOf(uri).length; offset += apart) {
      const { line, column } = positionOf(offset);
      const position = { line: line - 1, character: column - 1 };
      const items = await editor.connection.sendRequest(CompletionRequest.type, { ...document, position });
      labels.push((Array.isArray(items) ? items : []).map(({ label }) => label));
    }
  }
  await editor.end();
  return { findings, labels };
}

interface Answers {
  readonly findings: readonly Finding[];
  readonly labels: readonly (readonly string[])[];
}

/** The service as a page has it: bundled for browsers, in a thread that knows nothing else. */
async function inWorker(): Promise<Answers> {
  const contents = `
    import { createService } from "./editor/service.ts";
    import { filesInMemory } from "./compiler/index.ts";
    import { positions } from "./grammar/source.ts";
    (${answersIn})(createService, filesInMemory, positions, workerData, (answers) => parentPort.postMessage(answers));
  `;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: root, loader: "ts" },
    bundle: true,
    write: false,
    format: "iife",
    platform: "browser",
    conditions: ["imlc-source"],
    logLevel: "silent",
  });
  const code = `const { workerData, parentPort } = require("node:worker_threads");\n${outputFiles[0]?.text ?? ""}`;
  const worker = new Worker(code, { eval: true, workerData: { shop, uris, apart } });
  const [answers]: [Answers] = await once(worker, "message").then(([message]) => [message]);
  await worker.terminate();
  return answers;
}

/** Runs as it stands in the worker: what it needs it is given. */
function answersIn(
  create: typeof createService,
  inMemory: typeof filesInMemory,
  positionsIn: typeof positions,
  given: { readonly shop: typeof shop; readonly uris: readonly string[]; readonly apart: number },
  answer: (answers: Answers) => void,
): void {
  const service = create({ files: inMemory(given.shop) });
  const findings = given.uris.flatMap((uri) => {
    const positionOf = positionsIn(given.shop[uri] ?? "");
    return service.diagnose(uri).map(({ code, span, message }): Finding => {
      const { line, column } = positionOf(span.start);
      return [uri, code, line, column, message];
    });
  });
  const labels = given.uris.flatMap((uri) => {
    const text = given.shop[uri] ?? "";
    const offsets = Array.from({ length: Math.ceil(text.length / given.apart) }, (_, index) => index * given.apart);
    return offsets.map((offset) => service.complete(uri, offset).map(({ label }) => label));
  });
  answer({ findings, labels });
}
