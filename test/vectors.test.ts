import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type EvaluateOptions, evaluate } from "../compiler/evaluate.ts";
import { decodeTagged, encodeTagged } from "../language/codec.ts";
import type { Collection, Value } from "../language/values.ts";

/** One conformance case; what has no function of IML names its subject in parentheses. */
interface Vector {
  readonly id: string;
  readonly function: string;
  readonly template: unknown;
  readonly context: Collection;
  readonly timezone?: string;
  readonly tolerance?: number;
  readonly expected?: Value;
  /** A part of the error's message. */
  readonly throws?: string;
}

const vectors: readonly Vector[] = JSON.parse(readFileSync(new URL("vectors/iml.json", import.meta.url), "utf8"));

describe("conformance cases", () => {
  test.each(vectors.map((vector) => [vector.id, vector] as const))("%s", async (_id, vector) => {
    const outcome = await evaluate(vector.template, optionsOf(vector));
    if (vector.throws !== undefined) {
      expect(outcome).toHaveProperty("error.message", expect.stringContaining(vector.throws));
    } else if (vector.tolerance === undefined) {
      expect("value" in outcome ? { value: encodeTagged(outcome.value) } : outcome).toEqual({ value: vector.expected });
    } else {
      const value = "value" in outcome ? outcome.value : undefined;
      expect(Math.abs(Number(value) - Number(vector.expected))).toBeLessThanOrEqual(vector.tolerance);
    }
  });

  test("are many", () => {
    expect(vectors.length).toBeGreaterThan(300);
  });
});

function optionsOf({ context, timezone }: Vector): EvaluateOptions {
  return { context: decodeTagged(context) as Collection, timezone };
}
