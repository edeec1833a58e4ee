import { defineConfig } from "vitest/config";

const conditions = ["imlc-source"];

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/long/**"],
    execArgv: ["--conditions=imlc-source", "--disable-warning=ExperimentalWarning"],
    // The default leaves a core to an editor; here most tests wait for disks, processes and clocks.
    maxWorkers: "100%",
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
