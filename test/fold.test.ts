import { deepStrictEqual } from "node:assert/strict";
import fc from "fast-check";
import { expect, test } from "vitest";
import { evaluateAll, type Outcome } from "../compiler/evaluate.ts";
import { builtins } from "../language/functions/index.ts";
import type { Value } from "../language/values.ts";

/** Fixed, so that a run can be compared with another; `SEED` tries others. */
const seed = Number(process.env.SEED ?? 1);

const words = ["", "a", "B c", "-1", "0.1", "12", "1,5", "a,b,,c", "/\\w/g", "/(/", "D.M.YYYY", "HH:mm [h]", "L"];
const dates = [
  "2024-02-29",
  "2016-06-20T17:26:44.356Z",
  "UTC",
  "Europe/Prague",
  "id",
  "a.b[1].c",
  "hex",
  "base64",
  "desc",
];

const literals: fc.Arbitrary<{ readonly code: string; readonly value: Value }> = fc.oneof(
  fc.constantFrom(...words, ...dates).map((value) => ({ code: `'${value}'`, value })),
  fc.string({ maxLength: 4 }).map((value) => ({
    code: `'${value.replaceAll("'", "''").replaceAll("}}", "")}'`,
    value: value.replaceAll("}}", ""),
  })),
  fc.constantFrom(0, 1, 2, 0.1, 1.005, 100, 1e15, 86_400_000).map((value) => ({ code: String(value), value })),
  fc.constantFrom(
    { code: "true", value: true },
    { code: "false", value: false },
    { code: "null", value: null },
    { code: "ignore", value: undefined },
    { code: "emptyarray", value: [] },
  ),
);

/** How a call or an operation is written, with its operands as given. */
const forms: fc.Arbitrary<(operands: readonly string[]) => string> = fc.oneof(
  fc
    .constantFrom(...[...builtins.values()].filter(({ impure }) => !impure).map(({ name }) => name))
    .map((name) => (operands: readonly string[]) => `${name}(${operands.join("; ")})`),
  fc
    .constantFrom(..."* / % + - ++ < <= > >= = != & |".split(" "))
    .map((operator) => (operands: readonly string[]) => operands.join(` ${operator} `)),
  fc.constantFrom("!", "-").map(
    (operator) =>
      ([operand = "1"]: readonly string[]) =>
        `${operator}${operand}`,
  ),
);

const cases = fc.tuple(
  forms,
  fc.array(literals, { minLength: 1, maxLength: 4 }),
  fc.constantFrom("is", "text", "if", "key"),
);

/** The expression alone, within text, as a condition, among many keys. */
function template(expression: string, place: string): unknown {
  if (place === "is") return `{{${expression}}}`;
  if (place === "text") return `a{{${expression}}}{{'b'}}`;
  if (place === "if") return `{{if(!(${expression}) | false; 'yes'; 'no')}}`;
  const keys = ["a", "b", "2", "c", "d", "1", "name", "f"].map((key) => [key, `{{v[1].${key}}}`]);
  return { ...Object.fromEntries(keys), x: `{{${expression}}}`, "with space": `{{${expression}}}` };
}

test("it makes no difference whether values are written out or come from the context", async () => {
  console.log(`fold: seed ${seed}, 10,000 expressions`);
  const evaluations = fc.sample(cases, { numRuns: 10_000, seed }).flatMap(([form, operands, place]) => {
    // Each empty array that is written is one of its own.
    const context = { v: operands.map(({ value }) => (Array.isArray(value) ? [] : value)) };
    const read = operands.map((_, index) => `v[${index + 1}]`);
    return [operands.map(({ code }) => code), read].map((each) => ({
      template: template(form(each), place),
      context,
      now: new Date(0),
    }));
  });
  const outcomes = await evaluateAll(evaluations);
  for (let i = 0; i < outcomes.length; i += 2) {
    const told = JSON.stringify([evaluations[i], evaluations[i + 1]?.template]);
    deepStrictEqual(placeless(outcomes[i]), placeless(outcomes[i + 1]), told);
  }
}, 120_000);

/** An outcome as text, so that the order of keys counts. */
function placeless(outcome: Outcome | undefined): unknown {
  if (outcome === undefined || "error" in outcome) return outcome;
  const { value } = outcome;
  return typeof value === "object" && value !== null && !(value instanceof Date)
    ? [Object.entries(value), value]
    : outcome;
}

test.each([
  ["{{upper('a') + 1}}", "A1"],
  ["{{if(1 > 2; 'yes'; lower('NO'))}}", "no"],
  ["{{0.1 + 0.2}}", 0.3],
  ["a{{'b' + 'c'}}d", "abcd"],
  ["{{length(emptyarray)}}", 0],
  ["{{-5 - -3}}", -2],
  ["{{!'' & 'x'}}", "x"],
])("%s is %j", async (template, value) => {
  expect(await evaluateAll([{ template, context: {} }])).toEqual([{ value }]);
});
