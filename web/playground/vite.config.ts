import { resolve } from "node:path";
import { defineConfig } from "vite";

/** Static files that load nothing from elsewhere, wherever they are put. */
export default defineConfig({
  root: import.meta.dirname,
  base: "./",
  build: {
    outDir: resolve(import.meta.dirname, "../dist/playground"),
    emptyOutDir: true,
    target: "es2024",
    // The compiler with its tables of functions and time zones is one file, which the worker loads.
    chunkSizeWarningLimit: 3000,
    // How long plugins take is of no interest to whoever builds a page.
    rolldownOptions: { checks: { bundlerTimings: false } },
  },
  worker: { format: "es", rolldownOptions: { checks: { bundlerTimings: false } } },
});
