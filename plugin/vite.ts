import { plugin } from "./plugin.ts";

/**
 * The plugin for Vite: `import hook from "./webhook.iml.json"` gives the compiled webhook, with its types.
 *
 * @example
 * import imlc from "imlc/vite";
 * import { defineConfig } from "vite";
 *
 * export default defineConfig({ plugins: [imlc()] });
 */
export default plugin.vite;
