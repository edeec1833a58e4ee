import { deepStrictEqual } from "node:assert/strict";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Project, ts } from "ts-morph";
import { beforeAll, describe, expect, test } from "vitest";
import { decodeValue } from "../language/codec.ts";
import { builtins } from "../language/functions/index.ts";
import { root } from "./e2e/server.ts";
import { type Documented, documentedExports } from "./exported-docs.ts";
import { pack } from "./packed.ts";

let folder: string;
let packed: string;

/** Packs the package and lays it out as `npm install` would, with the dependencies that are installed here already. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "imlc-package-"));
  packed = pack();
  const modules = join(folder, "node_modules");
  mkdirSync(join(modules, "imlc"), { recursive: true });
  execFileSync("tar", ["-xzf", packed, "-C", join(modules, "imlc"), "--strip-components=1"]);
  for (const name of readdirSync(join(root, "node_modules")).filter((name) => !name.startsWith("."))) {
    symlinkSync(join(root, "node_modules", name), join(modules, name));
  }
  writeFileSync(join(folder, "package.json"), '{"type": "module"}');
  mkdirSync(join(folder, "shop"));
  writeFileSync(join(folder, "shop/webhook.iml.json"), '{"uid": "{{item.id}}", "output": "{{upper(item.name)}}"}');
}, 600_000);

function imlc(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["node_modules/imlc/dist/cli/bin.js", ...args], {
    cwd: folder,
    encoding: "utf8",
  });
  return { status, stdout, stderr };
}

test("the packed command checks, evaluates and builds, and says nothing else", () => {
  expect(imlc("check", "shop")).toMatchObject({ status: 0, stderr: "" });
  expect(imlc("eval", "{{upper('a')}}")).toEqual({ status: 0, stdout: '"A"\n', stderr: "" });
  expect(imlc("build", "shop", "--out", "generated", "--verify")).toMatchObject({ status: 0, stderr: "" });
});

test("the packed command has the templates of `init`", () => {
  expect(imlc("init", "fresh", "--template", "chat")).toMatchObject({ status: 0, stderr: "" });
  expect(imlc("check", "fresh")).toMatchObject({ status: 0, stderr: "" });
});

test("the packed command shows the playground, and has the inspector", async () => {
  const child = spawn(process.execPath, ["node_modules/imlc/dist/cli/bin.js", "playground", "--port", "0"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "inherit"],
  });
  const [printed] = await once(child.stdout, "data");
  const url = /http:\S+/.exec(String(printed))?.[0] ?? "";
  expect(await (await fetch(url)).text()).toContain("<title>imlc playground</title>");
  expect((await fetch(new URL("package.json", url))).status).toBe(404);
  child.kill("SIGINT");
  await once(child, "exit");
  expect(existsSync(join(folder, "node_modules/imlc/web/dist/inspector/index.html"))).toBe(true);
});

test("a program of a user type-checks against the packed types, and runs", () => {
  const program = [
    'import app from "./generated/shop/index.ts";',
    'import { receive } from "imlc/runtime";',
    "const webhook = app.webhooks.webhook;",
    'const request = { method: "POST", url: "/", headers: { "content-type": "application/json" }, body: new TextEncoder().encode(\'{"id": 5, "name": "x"}\') };',
    'const { items } = receive(webhook, request, { now: Date.now(), executionId: "e" });',
    "const [item] = items;",
    "console.log(JSON.stringify([item?.uid, item?.payload]));",
  ];
  writeFileSync(join(folder, "program.ts"), program.join("\n"));
  expect(typeErrors("program.ts")).toBe("");
  const ran = spawnSync(process.execPath, ["program.ts"], { cwd: folder, encoding: "utf8" });
  expect(ran.stdout).toBe('["5",{"kind":"bundle","bundle":"\\"X\\""}]\n');
});

test("a receiver of a user knows the types of its items, and takes one", () => {
  const receiving = (field: string) => [
    'import app from "./generated/shop/index.ts";',
    'import { toFetch } from "imlc/fetch";',
    'import { createReceiver } from "imlc/runtime";',
    `const receiver = createReceiver(app.webhooks, { onItem: ({ uid, output }) => console.log(uid, output${field}) });`,
    'const init = { method: "POST", headers: { "content-type": "application/json" }, body: \'{"id": 5, "name": "x"}\' };',
    'console.log((await toFetch(receiver)(new Request("https://shop.example/webhook", init))).status);',
  ];
  writeFileSync(join(folder, "receiver.ts"), receiving(".toUpperCase()").join("\n"));
  writeFileSync(join(folder, "misspelled.ts"), receiving(".toUperCase()").join("\n"));
  expect(typeErrors("receiver.ts")).toBe("");
  expect(typeErrors("misspelled.ts")).toMatch(/'toUperCase' does not exist on type 'string'/);
  const ran = spawnSync(process.execPath, ["receiver.ts"], { cwd: folder, encoding: "utf8" });
  expect(ran.stdout).toBe("5 X\n200\n");
});

describe("what a generated handler imports, as it is declared,", () => {
  const rows = new Map([...builtins.values()].map((row) => [row.exportName, row]));
  let functions: readonly Documented[];
  let values: readonly Documented[];

  beforeAll(() => {
    const project = new Project({ compilerOptions: { module: ts.ModuleKind.NodeNext } });
    const declared = join(folder, "node_modules/imlc/dist/language");
    functions = documentedExports(project, join(declared, "functions/index.d.ts"));
    values = documentedExports(project, join(declared, "values.d.ts"));
  });

  test("has words and an example", () => {
    expect(functions.length).toBeGreaterThan(rows.size);
    const lacking = [...functions, ...values].filter(({ hasWords, examples }) => !hasWords || examples.length === 0);
    expect(lacking.map(({ name }) => name)).toEqual([]);
  });

  test("has examples that type-check, and that give the value of the row or print what they say", () => {
    const codec = 'import { encodeValue } from "./node_modules/imlc/dist/language/codec.js";';
    const examples = [...functions, ...values].map(({ name, examples: [text = ""] }) => ({ name, text }));
    const files = examples.map(({ name, text }, index) => {
      const file = `example-${index + 1}.ts`;
      const ending = rows.has(name) ? `${codec}\nconsole.log(encodeValue(result));` : "export {};";
      writeFileSync(join(folder, file), `${text}\n${ending}\n`);
      return file;
    });
    expect(typeErrors(...files)).toBe("");
    const printed = printedBy(files);
    for (const [index, { name, text }] of examples.entries()) {
      const lines = printed[index] ?? [];
      const row = rows.get(name);
      if (row) deepStrictEqual(lines.map(decodeValue), [row.examples[0]?.[1]], name);
      else expect(lines, name).toEqual([...text.matchAll(/; \/\/ (.+)$/gm)].map(([, said]) => said));
    }
  });
});

/** The lines that each of some modules prints, which are run one after the other in one process. */
function printedBy(files: readonly string[]): readonly (readonly string[])[] {
  const program = [
    'import { format } from "node:util";',
    "const printed = [];",
    "console.log = (...values) => printed.at(-1).push(format(...values));",
    `for (const file of ${JSON.stringify(files)}) {`,
    "  printed.push([]);",
    '  await import("./" + file);',
    "}",
    "process.stdout.write(JSON.stringify(printed));",
  ];
  writeFileSync(join(folder, "run.js"), program.join("\n"));
  return JSON.parse(execFileSync(process.execPath, ["run.js"], { cwd: folder, encoding: "utf8" }));
}

test.each([
  ["publint", "--strict"],
  ["attw", "--profile", "esm-only"],
])("%s finds nothing to say of the package", (tool, ...options) => {
  const { status, stdout } = spawnSync(join(root, "node_modules/.bin", tool), [packed, ...options], {
    encoding: "utf8",
  });
  expect(status, stdout).toBe(0);
});

function typeErrors(...files: readonly string[]): string {
  const options = ["--strict", "--noEmit", "--module", "nodenext", "--target", "es2023", "--lib", "es2023,dom"];
  const flags = [...options, "--allowImportingTsExtensions", "--types", ""];
  return spawnSync(join(root, "node_modules/.bin/tsc"), [...flags, ...files], { cwd: folder, encoding: "utf8" }).stdout;
}
