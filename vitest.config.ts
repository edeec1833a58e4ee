import { defineConfig } from "vitest/config";

const conditions = ["imlc-source"];

/**
 * Threads that load TypeScript at once, as stores do here, sometimes end Node 24: V8 frees a wrapper of the WebAssembly by
 * which Node strips types while another thread makes the same one. Without better wrappers after many calls none is freed.
 */
const untiered = "--wasm-wrapper-tiering-budget=1000000000";

export default defineConfig({
  resolve: { conditions },
  ssr: { resolve: { conditions, externalConditions: conditions } },
  test: {
    include: ["test/**/*.test.ts"],
    exclude: ["test/long/**"],
    execArgv: ["--conditions=imlc-source", "--disable-warning=ExperimentalWarning", untiered],
    // The default leaves a core to an editor; here most tests wait for disks, processes and clocks.
    maxWorkers: "100%",
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // What is waited for comes at once on an idle machine, and late on one that has much to do.
    expect: { poll: { timeout: 30_000 } },
  },
});
