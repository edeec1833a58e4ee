import { describe, expect, test as it } from "vitest";
import { conformance } from "../../runtime/engine/conformance.ts";
import { openInMemory } from "../../runtime/engine/sqlite/memory.ts";

conformance({ describe, it, equal: (actual, expected) => expect(actual).toEqual(expected) }, async () => ({
  engine: openInMemory(),
}));
