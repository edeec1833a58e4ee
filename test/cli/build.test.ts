import { type ChildProcess, execFileSync, spawn, spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { installed, orders } from "../plugin/app.ts";
import { folder, root, run } from "./run.ts";

const shop = Object.fromEntries(
  Object.entries(orders).flatMap(([name, text]) =>
    name.startsWith("hooks/") ? [[name.replace("hooks/", "shop/"), text]] : [],
  ),
);

const filesIn = (path: string): readonly string[] =>
  readdirSync(path, { recursive: true, encoding: "utf8" })
    .filter((name) => name.includes("."))
    .sort();

describe("build --check", () => {
  test("is content with what build has just written, and writes nothing", async () => {
    const cwd = folder(shop);
    await run(["build", "shop", "--out", "generated"], { cwd });
    const before = filesIn(cwd);
    expect(await run(["build", "shop", "--out", "generated", "--check"], { cwd })).toMatchObject({
      code: 0,
      out: "6 files up to date.\n",
    });
    expect(filesIn(cwd)).toEqual(before);
  });

  test("lists what is missing, stale, and left of manifests that are gone, which build then mends", async () => {
    const cwd = folder(shop);
    await run(["build", "shop", "--out", "generated"], { cwd });
    rmSync(join(cwd, "shop/detach.iml.json"));
    rmSync(join(cwd, "generated/shop/attach.ts"));
    writeFileSync(join(cwd, "shop/webhook.iml.json"), '{ "uid": "{{item.shop}}" }\n');
    writeFileSync(join(cwd, "generated/shop/notes.ts"), "// Mine.\n");
    const looked = await run(["build", "shop", "--out", "generated", "--check"], { cwd });
    expect(looked.code).toBe(3);
    expect(looked.out.split("\n")).toEqual([
      "stale: generated/shop/webhook.ts",
      "missing: generated/shop/attach.ts",
      "stale: generated/shop/index.ts",
      "left over: generated/shop/detach.ts",
      "",
    ]);
    expect(looked.err).toContain("`imlc build` writes them again");
    expect((await run(["build", "shop", "--out", "generated"], { cwd })).out).toMatch(
      /^5 files, 3 written, 1 deleted, in \d+ ms\.\n$/,
    );
    expect((await run(["build", "shop", "--out", "generated", "--check"], { cwd })).code).toBe(0);
    expect(readFileSync(join(cwd, "generated/shop/notes.ts"), "utf8")).toBe("// Mine.\n");
  });

  test.each([
    [["--check", "--watch", "--out", "x"], "`--check` looks once"],
    [["--verify", "--format", "js", "--out", "x"], "`--verify` type-checks TypeScript"],
    [["--verify", "--declarations"], "`--verify` type-checks modules"],
    [[], "`--out FOLDER` is needed"],
  ])("is not given with what makes no sense of it: %j", async (args, message) => {
    const { code, err } = await run(["build", "shop", ...args], { cwd: folder(shop) });
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});

describe("build --format js", () => {
  const cwd = installed({
    ...shop,
    "shop/webhook.iml.json": `{
  "iterate": "{{body.orders}}",
  "uid": "{{item.shop}}",
  "output": {
    "number": "{{item.number}}",
    "due": "{{upper(addDays(parseDate(item.day); 2))}}"
  }
}
`,
    "run.js": `import app from "./lib/shop/index.js";
const { output } = app.webhooks.webhook.communication;
try {
  output({ item: { day: "never" }, environment: { timezone: "UTC" }, now: new Date(0) });
} catch (error) {
  console.log(error.stack);
}
`,
    "tsconfig.json": JSON.stringify({
      compilerOptions: {
        target: "es2024",
        lib: ["es2024", "esnext.iterator", "dom", "dom.iterable"],
        module: "esnext",
        moduleResolution: "bundler",
        customConditions: ["imlc-source"],
        allowArbitraryExtensions: true,
        allowImportingTsExtensions: true,
        types: [],
        strict: true,
        skipLibCheck: true,
        noEmit: true,
      },
      files: ["use.ts"],
    }),
    "use.ts": `import app from "./lib/shop/index.js";
import type { Output } from "./lib/shop/webhook.js";
import hook, { type Item } from "./shop/webhook.iml.json";
import { createReceiver, type TypesOf } from "imlc/runtime";

const output: Output = { number: 1, due: "SOON" };
type Carried = TypesOf<typeof app.webhooks.webhook.communication>["Output"];
const carried: Carried = output;
type Imported = TypesOf<typeof hook.communication>["Item"];
export const item = (each: Imported): Item => each;
export const saved: TypesOf<typeof hook.attach> = { Saved: { hook: 1 } };
export const number: number = carried.number;
// @ts-expect-error: there is no such field.
export const mistaken = carried.nmber;
createReceiver(hook, { onItem: ({ output }) => console.log(output.number + 1) });
createReceiver(app.webhooks, { onItem: ({ webhook, output }) => console.log(webhook === "webhook", output.due) });
// @ts-expect-error: there is no such field.
createReceiver(hook, { onItem: ({ output }) => console.log(output.nmber) });
// @ts-expect-error: there is no such webhook.
export const absent = app.webhooks.webhok;
`,
  });

  beforeAll(async () => {
    const args = ["build", "shop", "--out", "lib", "--format", "js", "--declarations"];
    expect(await run(args, { cwd })).toMatchObject({ code: 0 });
  });

  test("writes modules, types and maps that name the manifest", () => {
    expect(filesIn(join(cwd, "lib/shop"))).toEqual([
      ...["attach", "detach"].flatMap((name) => [`${name}.d.ts`, `${name}.js`, `${name}.js.map`]),
      ...["functions", "index"].flatMap((name) => [`${name}.d.ts`, `${name}.js`]),
      ...["webhook.d.ts", "webhook.js", "webhook.js.map"],
    ]);
    expect(JSON.parse(readFileSync(join(cwd, "lib/shop/webhook.js.map"), "utf8"))).toMatchObject({
      version: 3,
      sources: ["../../shop/webhook.iml.json"],
    });
  });

  test("makes Node show the line of the manifest when something fails", () => {
    const stack = execFileSync(
      process.execPath,
      ["--conditions=imlc-source", "--disable-warning=ExperimentalWarning", "--enable-source-maps", "run.js"],
      { cwd, encoding: "utf8" },
    );
    expect(stack).toContain("shop/webhook.iml.json:6:29)");
  });

  test.each([true, false])(
    "tells TypeScript the types, also of a manifest that is imported itself (resolveJsonModule: %s)",
    (isRead) => {
      const tsc = join(root, "node_modules/.bin/tsc");
      const { stdout } = spawnSync(tsc, ["-p", ".", "--resolveJsonModule", String(isRead)], { cwd, encoding: "utf8" });
      const ofOurs = stdout.split("\n").filter((line) => /^(?:use|lib|shop)\b/.test(line));
      expect(ofOurs).toEqual([]);
    },
  );
});

test("build --format js deletes all that it wrote for a manifest that is gone", async () => {
  const cwd = folder(shop);
  const args = ["build", "shop", "--out", "lib", "--format", "js"];
  await run(args, { cwd });
  rmSync(join(cwd, "shop/detach.iml.json"));
  expect((await run([...args, "--check"], { cwd })).out.match(/^left over: .*$/gm)).toEqual([
    "left over: lib/shop/detach.d.ts",
    "left over: lib/shop/detach.js",
    "left over: lib/shop/detach.js.map",
  ]);
  expect((await run(args, { cwd })).out).toContain("3 deleted");
  expect(filesIn(join(cwd, "lib/shop")).filter((name) => name.startsWith("detach"))).toEqual([]);
});

describe("build --watch", () => {
  const children: ChildProcess[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill("SIGKILL");
  });

  test("builds again what changes, and outlives an error", async () => {
    const cwd = folder(shop);
    const args = ["--conditions=imlc-source", "--disable-warning=ExperimentalWarning", join(root, "cli/bin.ts")];
    const child = spawn(process.execPath, [...args, "build", "shop", "--out", "generated", "--watch"], { cwd });
    children.push(child);
    let printed = "";
    /** Waits for the end of a round in which something was printed. */
    const sees = async (pattern: RegExp): Promise<void> => {
      while (!pattern.test(printed) || !printed.includes("Ctrl+C ends it")) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      printed = "";
    };
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (data) => {
        printed += data;
      });
    }
    await sees(/6 files, 6 written/);
    writeFileSync(join(cwd, "shop/webhook.iml.json"), '{ "uid": "{{itm.shop}}" }\n');
    await sees(/unknown-variable/);
    writeFileSync(join(cwd, "shop/webhook.iml.json"), '{ "uid": "{{item.shop}}" }\n');
    await sees(/6 files, \d written/);
    expect(readFileSync(join(cwd, "generated/shop/webhook.ts"), "utf8")).toContain("return item?.shop;");
  });
});
