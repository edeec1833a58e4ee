import config from "./vitest.config.ts";

/** What tests rules tests the types they ask for, and the reverse. */
const checked = ["test/{check,lint,diagnostics}.test.ts", "test/{check,lint}/*.test.ts"];

/** The fast tests of each room whose code is mutated. */
const tests: Readonly<Record<string, readonly string[]>> = {
  "compiler/check": checked,
  "compiler/lint": checked,
  grammar: ["test/grammar/*.test.ts", "test/recovery.test.ts"],
  language: [
    "test/language/*.test.ts",
    "test/custom/{functions,host}.test.ts",
    "test/{evaluate,functions,messages,vectors}.test.ts",
  ],
};

/**
 * What Stryker runs once for each mutant of the room that the variable `IMLC_MUTATED` names: nothing that needs a long
 * input, and properties for a moment only.
 */
export default {
  ...config,
  test: {
    ...config.test,
    include: tests[process.env.IMLC_MUTATED ?? ""],
    exclude: ["test/grammar/long-input.test.ts", "test/language/search-time.test.ts", "test/check/soundness.test.ts"],
    setupFiles: ["test/mutation.setup.ts"],
    isolate: false,
  },
};
