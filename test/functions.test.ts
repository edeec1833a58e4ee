import { deepStrictEqual } from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { evaluate } from "../compiler/evaluate.ts";
import { decodeTagged } from "../language/codec.ts";
import { builtins } from "../language/functions/index.ts";
import type { Collection, Value } from "../language/values.ts";

interface EdgeCase {
  readonly expr: string;
  /** Variables, in tagged JSON. */
  readonly context?: Collection;
  readonly timezone?: string;
  /** The value, in tagged JSON; or the code of the error. */
  readonly result?: Value;
  readonly error?: string;
}

const now = new Date("2024-05-20T12:00:00Z");
const folder = new URL("functions/", import.meta.url);

function run(expr: string, context: Value = {}, timezone = "UTC") {
  return evaluate(`{{${expr}}}`, { context: context as Collection, timezone, now });
}

for (const { name, examples } of builtins.values()) {
  describe(name, () => {
    for (const [expr, value, context] of examples) {
      test(expr, async () => deepStrictEqual(await run(expr, context), { value }));
    }

    test.each(edgeCases(name))("$expr with $context", async ({ expr, context, timezone, result, error }) => {
      const outcome = await run(expr, decodeTagged(context), timezone);
      if (error === undefined) deepStrictEqual(outcome, { value: decodeTagged(result) });
      else expect(outcome).toMatchObject({ error: { code: error } });
    });
  });
}

function edgeCases(name: string): readonly EdgeCase[] {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8"));
}

test("every file of edge cases is that of a function", () => {
  for (const file of readdirSync(folder)) expect([...builtins.keys()]).toContain(file.replace(/\.json$/, ""));
});
