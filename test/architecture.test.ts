import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { build } from "esbuild";
import { describe, expect, test } from "vitest";

const root = new URL("..", import.meta.url).pathname;

/** Who may import whom: for each folder, what its files may name beside files of their own folder. */
const table: Readonly<
  Record<string, { readonly may: readonly string[]; readonly but?: Readonly<Record<string, readonly string[]>> }>
> = {
  language: {
    may: [
      "moment-timezone",
      "decimal.js",
      "@noble/hashes",
      "@noble/curves",
      "micro-rsa-dsa-dh",
      "saxes",
      "mime",
      "re2js",
    ],
  },
  grammar: { may: ["chevrotain"] },
  compiler: { may: ["grammar", "language", "acorn"], but: { "compiler/generate/module.ts": ["ts-morph"] } },
  runtime: {
    may: ["language"],
    but: {
      "runtime/node.ts": ["node:"],
      "runtime/otel.ts": ["@opentelemetry/api"],
      "runtime/adapters/node.ts": ["node:"],
      "runtime/adapters/express.ts": ["node:"],
      "runtime/adapters/fastify.ts": ["node:"],
      "runtime/adapters/parsed.ts": ["node:"],
      "runtime/http/": ["node:", "undici"],
      "runtime/engine/sqlite/": ["node:"],
    },
  },
  plugin: { may: ["cli", "compiler", "grammar", "unplugin", "node:"] },
  testing: { may: ["compiler", "grammar", "language", "runtime", "cli", "diff", "node:"] },
  editor: {
    may: ["compiler", "grammar", "language", "runtime", "chevrotain", "acorn"],
    but: {
      "editor/lsp/": ["vscode-languageserver", "vscode-languageserver-textdocument"],
      "editor/vscode/": ["cli", "web", "package.json", "vscode", "vscode-languageclient", "node:"],
    },
  },
  "editor/vscode": {
    may: [
      "editor",
      "cli",
      "grammar",
      "language",
      "runtime",
      "web",
      "package.json",
      "vscode",
      "vscode-languageclient",
      "node:",
    ],
  },
  "web/inspector": { may: ["web", "runtime", "vite"] },
  "web/playground": {
    may: [
      "web",
      "editor",
      "compiler",
      "grammar",
      "language",
      "runtime",
      "testing",
      "@codemirror/autocomplete",
      "@codemirror/commands",
      "@codemirror/lang-javascript",
      "@codemirror/language",
      "@codemirror/lint",
      "@codemirror/state",
      "@codemirror/view",
      "@lezer/highlight",
    ],
    but: { "web/playground/vite.config.ts": ["vite", "node:"] },
  },
  "web/shared": { may: ["web"] },
  cli: {
    may: ["testing", "editor", "compiler", "grammar", "language", "runtime", "commander", "diff", "ts-morph", "node:"],
  },
};

interface Import {
  readonly file: string;
  /** The folder for a relative import, else the package, or `node:` for what Node itself has. */
  readonly what: string;
}

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts"))
    .map((file) => join(folder, file));
}

function imports(file: string): Import[] {
  const text = readFileSync(join(root, file), "utf8");
  const specifiers = text.matchAll(
    /(?:^(?:import|export)\b[\w\s{},*]*?\bfrom\s*|^import\s*|\bimport\s*\()\s*"([^"]+)"/gm,
  );
  return [...specifiers].map(([, specifier = ""]) => {
    if (specifier.startsWith("node:")) return { file, what: "node:" };
    if (!specifier.startsWith("."))
      return {
        file,
        what: specifier
          .split("/")
          .slice(0, specifier.startsWith("@") ? 2 : 1)
          .join("/"),
      };
    return { file, what: relative(root, join(root, file, "..", specifier)).split("/")[0] ?? "" };
  });
}

describe("who may import whom", () => {
  for (const [folder, { may, but = {} }] of Object.entries(table)) {
    test(folder, () => {
      const files = sources(folder);
      expect(files.length).toBeGreaterThan(0);
      const strangers = files.flatMap(imports).filter(({ file, what }) => {
        const extra = Object.entries(but).flatMap(([place, more]) => (file.startsWith(place) ? more : []));
        return ![folder, ...may, ...extra].includes(what);
      });
      expect(strangers).toEqual([]);
    });
  }
});

/** Bundles code that is given as text and answers what went into it. */
async function bundle(contents: string, platform: "browser" | "node") {
  const result = await build({
    stdin: { contents, resolveDir: root, loader: "ts" },
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    format: "esm",
    platform,
    conditions: ["imlc-source"],
    logLevel: "silent",
    external: platform === "node" ? ["undici"] : [],
  });
  const inputs = Object.values(result.metafile.outputs).flatMap((output) =>
    Object.entries(output.inputs).flatMap(([input, { bytesInOutput }]) => (bytesInOutput > 0 ? [input] : [])),
  );
  const packages = new Set(inputs.flatMap((input) => /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(input)?.[1] ?? []));
  const folders = new Set(
    inputs
      .filter((input) => input.includes("/") && !input.includes("node_modules"))
      .map((input) => input.split("/")[0]),
  );
  return { packages, folders, bytes: result.outputFiles[0]?.contents.length ?? 0 };
}

describe("bundles", () => {
  test("the language service runs in a browser", async () => {
    const { packages, bytes } = await bundle('export * from "./editor/service.ts";', "browser");
    for (const stranger of ["ts-morph", "vscode-languageserver", "commander"]) expect(packages).not.toContain(stranger);
    console.info(`language service for browsers: ${Math.round(bytes / 1000)} kB minified`);
  });

  test("the compiler, but for the printing of modules, runs in a browser", async () => {
    const { packages, bytes } = await bundle('export * from "./compiler/index.ts";', "browser");
    expect(packages).toContain("chevrotain");
    expect(packages).not.toContain("ts-morph");
    console.info(`compiler for browsers: ${Math.round(bytes / 1000)} kB minified`);
  });

  test("the runtime with one webhook carries no compiler", async () => {
    const { packages, folders, bytes } = await bundle(
      'import app from "./test/generate/chat/expected/index.ts"; import { receive } from "imlc/runtime"; console.log(app, receive);',
      "browser",
    );
    expect([...folders].sort()).toEqual(["language", "runtime", "test"]);
    for (const stranger of ["chevrotain", "ts-morph", "commander", "undici"]) expect(packages).not.toContain(stranger);
    for (const unused of ["moment", "decimal.js", "re2js"]) expect(packages).not.toContain(unused);
    console.info(`runtime with one webhook: ${Math.round(bytes / 1000)} kB minified`);
  });

  test("what only reads and writes stored values carries no library of dates", async () => {
    const code = 'import { decodeValue } from "./language/codec.ts"; console.log(decodeValue);';
    expect((await bundle(code, "browser")).packages).not.toContain("moment");
  });
});
