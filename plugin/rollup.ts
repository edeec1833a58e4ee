import { plugin } from "./plugin.ts";

/**
 * The plugin for Rollup: `import hook from "./webhook.iml.json"` gives the compiled webhook, with its types.
 *
 * @example
 * import imlc from "imlc/rollup";
 *
 * export default { input: "main.js", plugins: [imlc()] };
 */
export default plugin.rollup;
