import { plugin } from "./plugin.ts";

/**
 * The plugin for esbuild: `import hook from "./webhook.iml.json"` gives the compiled webhook, with its types.
 *
 * @example
 * import imlc from "imlc/esbuild";
 * import { build } from "esbuild";
 *
 * await build({ entryPoints: ["main.js"], bundle: true, outdir: "dist", plugins: [imlc()] });
 */
export default plugin.esbuild;
