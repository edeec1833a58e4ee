import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { expect, test } from "vitest";

test("the server answers a client before the compiler is loaded", async () => {
  const { metafile } = await build({
    entryPoints: [fileURLToPath(new URL("../../editor/lsp/main.ts", import.meta.url))],
    bundle: true,
    splitting: true,
    write: false,
    metafile: true,
    platform: "node",
    format: "esm",
    conditions: ["imlc-source"],
    outdir: "/",
    logLevel: "silent",
  });
  const [entry] = Object.keys(metafile.outputs).filter((path) => metafile.outputs[path]?.entryPoint !== undefined);
  const loaded = (path: string): readonly string[] => {
    const { inputs = {}, imports = [] } = metafile.outputs[path] ?? {};
    const next = imports.filter(({ kind, external }) => kind === "import-statement" && !external);
    return [...Object.keys(inputs), ...next.flatMap((each) => loaded(each.path))];
  };
  const files = loaded(entry ?? "");
  expect(files).toContain("editor/lsp/server.ts");
  expect(files.filter((path) => /^(?:grammar|language|runtime)\/|chevrotain|compiler\/analyze/.test(path))).toEqual([]);
});
