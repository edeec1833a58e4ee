import { plugin } from "./plugin.ts";

/**
 * The plugin for Rolldown: `import hook from "./webhook.iml.json"` gives the compiled webhook, with its types.
 *
 * @example
 * import imlc from "imlc/rolldown";
 * import { defineConfig } from "rolldown";
 *
 * export default defineConfig({ input: "main.js", plugins: [imlc()] });
 */
export default plugin.rolldown;
