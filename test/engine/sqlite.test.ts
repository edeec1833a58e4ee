import { join } from "node:path";
import { setFlagsFromString } from "node:v8";
import { describe, expect, test } from "vitest";
import { conformance, durability, type OpenAgain } from "../../runtime/engine/conformance.ts";
import { folder } from "./folder.ts";
import { openFile } from "./open.ts";

// A server opens one store; here a hundred threads begin and end, and V8 of Node 24 can end the process when one with
// compiled code goes (its check of `jit_page`). Threads that only interpret have none.
for (const flag of ["--no-opt", "--no-maglev", "--no-sparkplug", "--regexp-interpret-all"]) setFlagsFromString(flag);

const api = { describe, it: test, equal: (actual: unknown, expected: unknown) => expect(actual).toEqual(expected) };

const inFile: OpenAgain = async () => {
  const file = join(folder(), "store.db");
  const engine = await openFile(file);
  return {
    engine,
    reopen: async () => {
      await engine.close();
      return openFile(file);
    },
  };
};

describe("in a file", () => {
  conformance(api, inFile);
  durability(api, inFile);
});

describe("in memory", () => {
  conformance(api, async () => ({ engine: await openFile(":memory:") }));
});
