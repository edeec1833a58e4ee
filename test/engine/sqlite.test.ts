import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { conformance, durability, type OpenAgain } from "../../runtime/engine/conformance.ts";
import { folder } from "./folder.ts";
import { openFile } from "./open.ts";

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
