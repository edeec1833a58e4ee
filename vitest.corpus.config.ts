import config from "./vitest.config.ts";

/** Runs over a folder that is not a part of the project, named by the variable `IMLC_CORPUS`. */
export default { ...config, test: { ...config.test, include: ["test/corpus/*.corpus.ts"] } };
