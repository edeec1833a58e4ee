import config from "./vitest.config.ts";

/** What takes minutes, with its seeds in the output: `SEED=1234` repeats a run. */
export default {
  ...config,
  test: { ...config.test, include: ["test/long/**/*.test.ts"], exclude: [], testTimeout: 3_600_000 },
};
