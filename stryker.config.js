import { fileURLToPath } from "node:url";
import { declareValuePlugin, PluginKind } from "@stryker-mutator/api/plugin";

/** Members that tell people something and decide nothing: tests hold that they are there, and that examples are true. */
const told = new Set(["doc", "source", "rules", "example", "examples", "refused"]);

const prose = {
  shouldIgnore({ node }) {
    const isTold = node.type === "ObjectProperty" && node.key.type === "Identifier" && told.has(node.key.name);
    return isTold ? "it is documentation" : undefined;
  },
};

export const strykerPlugins = [declareValuePlugin(PluginKind.Ignore, "prose", prose)];

/** The room whose code is mutated; `scripts/mutation.js` names one after the other. */
const room = process.env.IMLC_MUTATED;

export default {
  mutate: [`${room}/**/*.ts`],
  testRunner: "vitest",
  plugins: ["@stryker-mutator/vitest-runner", fileURLToPath(import.meta.url)],
  ignorers: ["prose"],
  vitest: { configFile: "vitest.mutation.config.ts", related: false },
  coverageAnalysis: "perTest",
  // What is made once, when a module is loaded, is covered by every test; to run all for each would take a day.
  ignoreStatic: true,
  concurrency: 2,
  timeoutMS: 10_000,
  // Stryker would rewrite the paths in it with an API that TypeScript 7 does not have.
  tsconfigFile: "none",
  disableTypeChecks: false,
  reporters: ["clear-text", "progress-append-only", "json"],
  clearTextReporter: { allowColor: false, logTests: false },
  jsonReporter: { fileName: `reports/mutation/${room}.json` },
  incremental: true,
  incrementalFile: `reports/mutation/${room}.incremental.json`,
  cleanTempDir: "always",
};
