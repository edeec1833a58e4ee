import { plugin } from "./plugin.ts";

/**
 * The plugin for webpack: `import hook from "./webhook.iml.json"` gives the compiled webhook, with its types.
 *
 * @example
 * import imlc from "imlc/webpack";
 *
 * export default { entry: "./main.js", plugins: [imlc()] };
 */
export default plugin.webpack;
