import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { defineConfig } from "vite";

const manifest: { readonly version: string } = JSON.parse(
  readFileSync(resolve(import.meta.dirname, "../../package.json"), "utf8"),
);

/** Static files that load nothing from elsewhere, wherever they are put. */
export default defineConfig({
  root: import.meta.dirname,
  base: "./",
  define: { "import.meta.env.IMLC_VERSION": JSON.stringify(manifest.version) },
  // The library that prints TypeScript asks for Node's clock, and takes the browser's where there is none.
  resolve: { alias: { perf_hooks: "data:text/javascript,export default {}" } },
  build: {
    outDir: resolve(import.meta.dirname, "../dist/playground"),
    emptyOutDir: true,
    target: "es2024",
    // Of what the page holds; what its worker holds, imlc depends on, so that it is installed with its licence.
    license: { fileName: "assets/licenses.md" },
    // The compiler with its tables of functions and time zones is one file, which the worker loads.
    chunkSizeWarningLimit: 3000,
    // How long plugins take is of no interest to whoever builds a page.
    rolldownOptions: { checks: { bundlerTimings: false } },
  },
  worker: { format: "es", rolldownOptions: { checks: { bundlerTimings: false } } },
});
