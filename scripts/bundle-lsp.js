// Bundles the language server into one file that needs nothing beside it: `node scripts/bundle-lsp.js OUT`.
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

/** Writes the bundle, and answers the files that are in it; what it imports of Node.js it imports at run time. */
export async function bundleLsp(outfile) {
  const { metafile } = await build({
    entryPoints: [fileURLToPath(new URL("../editor/vscode/server.ts", import.meta.url))],
    outfile,
    bundle: true,
    minify: true,
    platform: "node",
    target: "node20",
    format: "cjs",
    conditions: ["imlc-source"],
    banner: { js: "#!/usr/bin/env node" },
    logLevel: "warning",
    metafile: true,
  });
  return Object.keys(metafile.inputs);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  await bundleLsp(process.argv[2] ?? fileURLToPath(new URL("../dist/lsp.cjs", import.meta.url)));
}
