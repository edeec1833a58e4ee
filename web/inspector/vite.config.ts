import { defineConfig } from "vite";

/** Relative, so that the page may lie anywhere. */
export default defineConfig({
  base: "./",
  build: {
    outDir: "../dist/inspector",
    emptyOutDir: true,
    target: "es2024",
    modulePreload: { polyfill: false },
  },
});
