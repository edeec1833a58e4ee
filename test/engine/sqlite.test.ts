import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { conformance } from "../../runtime/engine/conformance.ts";
import { folder } from "./folder.ts";
import { openFile } from "./open.ts";

const api = { describe, it: test, equal: (actual: unknown, expected: unknown) => expect(actual).toEqual(expected) };

conformance(api, async () => {
  const file = join(folder(), "store.db");
  const engine = await openFile(file);
  return {
    engine,
    reopen: async () => {
      await engine.close();
      return openFile(file);
    },
  };
});
