import { join } from "node:path";
import { promisify } from "node:util";
import { build as buildWithEsbuild } from "esbuild";
import { rolldown } from "rolldown";
import { rollup } from "rollup";
import { build as buildWithVite } from "vite";
import webpack from "webpack";
import esbuildPlugin from "../../plugin/esbuild.ts";
import rolldownPlugin from "../../plugin/rolldown.ts";
import rollupPlugin from "../../plugin/rollup.ts";
import vitePlugin from "../../plugin/vite.ts";
import webpackPlugin from "../../plugin/webpack.ts";

/** What a bundler does with `main.js` of a folder: a module `out/NAME.js` that still imports `imlc/…`, or an error. */
export type Bundle = (folder: string) => Promise<unknown>;

const external = /^imlc\//;

/** Each bundler with its plugin, as a user would configure it. */
export const bundlers: Readonly<Record<"vite" | "rollup" | "rolldown" | "esbuild" | "webpack", Bundle>> = {
  vite: (folder) =>
    buildWithVite({
      root: folder,
      configFile: false,
      logLevel: "silent",
      plugins: [vitePlugin()],
      build: {
        lib: { entry: join(folder, "main.js"), formats: ["es"], fileName: "vite" },
        outDir: "out",
        emptyOutDir: false,
        minify: false,
        sourcemap: true,
        rolldownOptions: { external },
      },
    }),
  rollup: async (folder) => {
    const bundle = await rollup({
      input: join(folder, "main.js"),
      plugins: [rollupPlugin()],
      external,
      logLevel: "silent",
    });
    return bundle.write({ file: join(folder, "out/rollup.js"), sourcemap: true });
  },
  rolldown: async (folder) => {
    const input = join(folder, "main.js");
    const bundle = await rolldown({ input, plugins: [rolldownPlugin()], external, logLevel: "silent" });
    return bundle.write({ file: join(folder, "out/rolldown.js"), sourcemap: true });
  },
  esbuild: (folder) =>
    buildWithEsbuild({
      entryPoints: [join(folder, "main.js")],
      bundle: true,
      format: "esm",
      outfile: join(folder, "out/esbuild.js"),
      external: ["imlc/*"],
      plugins: [esbuildPlugin()],
      logLevel: "silent",
      sourcemap: true,
    }),
  webpack: async (folder) => {
    const compiler = webpack({
      mode: "production",
      context: folder,
      entry: "./main.js",
      devtool: "source-map",
      experiments: { outputModule: true },
      output: { path: join(folder, "out"), filename: "webpack.js", library: { type: "module" } },
      externalsType: "module",
      externals: [external],
      optimization: { minimize: false },
      plugins: [webpackPlugin()],
    });
    if (!compiler) throw new Error("webpack has no compiler.");
    const stats = await promisify(compiler.run.bind(compiler))();
    await promisify(compiler.close.bind(compiler))();
    if (stats?.hasErrors()) throw new Error(stats.toString({ all: false, errors: true }));
  },
};
