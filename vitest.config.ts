import { defineConfig } from "vitest/config";

const conditions = ["imlc-source"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/long/**"],
    execArgv: ["--conditions=imlc-source", "--disable-warning=ExperimentalWarning"],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
