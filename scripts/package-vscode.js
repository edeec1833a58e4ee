// Packages the extension for VS Code: `npm run package:vscode` writes `.imlc/imlc-VERSION.vsix`. It asks no network.
import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createVSIX } from "@vscode/vsce";
import { build } from "esbuild";
import { build as buildPage } from "vite";
import { manifestGrammar } from "../editor/vscode/grammars/manifest.ts";
import { injectionGrammar, templateGrammar } from "../editor/vscode/grammars/template.ts";
import { bundleLsp } from "./bundle-lsp.js";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const source = join(root, "editor", "vscode");
const staged = join(root, ".imlc", "vscode");

const { version, license } = readJson(join(root, "package.json"));
const packagePath = join(root, ".imlc", `imlc-${version}.vsix`);

rmSync(staged, { recursive: true, force: true });
mkdirSync(join(staged, "syntaxes"), { recursive: true });
const inputs = [
  ...(await bundleExtension()),
  ...(await bundleLsp(join(staged, "server.cjs"))),
  ...(await buildPlayground()),
];
writeFileSync(join(staged, "ThirdPartyNotices.txt"), notices(inputs));
writeGrammars();
copyRest();
await createVSIX({
  cwd: staged,
  packagePath,
  dependencies: false,
  allowMissingRepository: true,
  // The key in the example of `cryptoSign`, which opens nothing.
  allowPackageSecrets: ["privatekey"],
});

/** Writes the extension as one file, and answers the files that are in it. */
async function bundleExtension() {
  const { metafile } = await build({
    entryPoints: [join(source, "extension.ts")],
    outfile: join(staged, "extension.cjs"),
    bundle: true,
    minify: true,
    metafile: true,
    format: "cjs",
    platform: "node",
    target: "node22",
    conditions: ["imlc-source"],
    external: ["vscode"],
    logLevel: "warning",
    // Only `imlc` itself looks for pages in its package.
    logOverride: { "empty-import-meta": "silent" },
  });
  return Object.keys(metafile.inputs);
}

/** Writes the playground, and answers the files that are in its page. */
async function buildPlayground() {
  const folder = join(root, "web", "playground");
  const { output } = await buildPage({
    root: folder,
    configFile: join(folder, "vite.config.ts"),
    mode: "vscode",
    logLevel: "error",
    build: { outDir: join(staged, "playground"), emptyOutDir: true },
  });
  return output.flatMap((chunk) => chunk.moduleIds ?? []);
}

function writeGrammars() {
  for (const [name, grammar] of Object.entries({
    manifest: manifestGrammar,
    template: templateGrammar,
    injection: injectionGrammar,
  })) {
    writeFileSync(join(staged, "syntaxes", `${name}.tmLanguage.json`), JSON.stringify(grammar, undefined, 1));
  }
}

function copyRest() {
  // All that was put together here is meant to be packaged.
  writeFileSync(join(staged, ".vscodeignore"), "");
  // In the checkout `type` makes TypeScript read the sources as modules; what is packaged is CommonJS.
  const { type, ...manifest } = readJson(join(source, "package.json"));
  writeFileSync(join(staged, "package.json"), JSON.stringify({ ...manifest, version, license }, undefined, 2));
  for (const name of ["README.md", "CHANGELOG.md", "icon.png", "language-configuration.json"]) {
    cpSync(join(source, name), join(staged, name));
  }
  cpSync(join(root, "LICENSE"), join(staged, "LICENSE"));
  cpSync(join(root, "docs", "diagnostics.md"), join(staged, "diagnostics.md"));
  cpSync(join(root, "docs", "hook-test.schema.json"), join(staged, "schemas", "hook-test.schema.json"));
}

/** The licences of the packages whose files went into the bundles, as they want to be passed on. */
function notices(files) {
  const packages = files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/.exec(file)?.[0] ?? []);
  const folders = packages.map((folder) => join(root, folder.slice(folder.indexOf("node_modules"))));
  return [...new Set(folders)]
    .sort()
    .map(notice)
    .join(`\n${"-".repeat(80)}\n`);
}

function notice(folder) {
  const { name, version, license } = readJson(join(folder, "package.json"));
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  const text = file ? readFileSync(join(folder, file), "utf8") : "";
  return `${name} ${version} (${license})\n\n${text}`;
}

function readJson(file) {
  return JSON.parse(readFileSync(file, "utf8"));
}
