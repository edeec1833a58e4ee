import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { type Evaluation, evaluateAll } from "../compiler/evaluate.ts";
import { decodeTagged, encodeTagged } from "../language/codec.ts";
import { builtins } from "../language/functions/index.ts";
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

/** Every name that a template calls. A case that calls what does not exist is meant to. */
function calledBy({ function: subject, template }: Vector): readonly string[] {
  const text = JSON.stringify(template).replace(/'[^']*'|\\"(?:[^"\\]|\\[^"])*\\"/g, "''");
  return subject === "(unknown function)" ? [] : [...text.matchAll(/([A-Za-z]\w*)\s*\(/g)].map(([, name = ""]) => name);
}

const missing = (vector: Vector) => calledBy(vector).filter((name) => !builtins.has(name));
const runnable = vectors.filter((vector) => missing(vector).length === 0);

describe("conformance cases", async () => {
  const outcomes = await evaluateAll(runnable.map(evaluation));

  test.each(runnable.map((vector, index) => [vector.id, vector, outcomes[index]] as const))(
    "%s",
    (_id, vector, outcome) => {
      if (vector.throws !== undefined) {
        expect(outcome).toHaveProperty("error.message", expect.stringContaining(vector.throws));
      } else if (vector.tolerance === undefined) {
        expect(outcome && "value" in outcome ? { value: encodeTagged(outcome.value) } : outcome).toEqual({
          value: vector.expected,
        });
      } else {
        const value = outcome && "value" in outcome ? outcome.value : undefined;
        expect(Math.abs(Number(value) - Number(vector.expected))).toBeLessThanOrEqual(vector.tolerance);
      }
    },
  );

  const waiting = vectors.filter((vector) => missing(vector).length > 0);
  test.skip.each(waiting.map((vector) => [vector.id, missing(vector).join(", ")]))("%s waits for %s", () => {});

  test("each case is run, or waits for a function", () => {
    expect(runnable.length + waiting.length).toBe(vectors.length);
    expect(runnable.length).toBeGreaterThan(300);
  });
});

function evaluation({ template, context, timezone }: Vector): Evaluation {
  return { template, context: decodeTagged(context) as Collection, timezone };
}
