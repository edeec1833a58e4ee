import fc from "fast-check";
import { expect, test } from "vitest";
import { evaluate, type Outcome } from "../../compiler/evaluate.ts";
import { readFunctions } from "../../compiler/functions/read.ts";
import { extracted } from "../../editor/extracted.ts";
import type { Expr } from "../../grammar/iml/ast.ts";
import { parseTemplate } from "../../grammar/iml/parse.ts";
import { print } from "../../grammar/iml/print.ts";
import { type Parameter, parameterOf } from "../../language/functions/define.ts";
import { builtins } from "../../language/functions/index.ts";
import { t } from "../../language/types.ts";
import type { Collection } from "../../language/values.ts";

const context: Collection = {
  text: "Ada Lovelace",
  digits: "17",
  empty: "",
  number: 0.1,
  nothing: null,
  day: new Date(Date.UTC(2026, 0, 31, 12)),
  bytes: new Uint8Array([77, 97, 107, 101]),
  list: [3, "1", 2, null],
  deep: { x: "y", items: [{ id: 1 }, { id: 2 }] },
};

const variables = new Map(Object.keys(context).map((name) => [name, { type: t.any, doc: "" }]));

const leaf = fc.constantFrom(
  ...["text", "digits", "empty", "number", "nothing", "missing", "day", "bytes", "list", "deep", "deep.x", "list[1]"],
  ...[
    "deep.items[2].id",
    "deep.items[number * 10].id",
    "parseJSON(deep.x).y",
    "'a \"b\" \\\\ '",
    "'YYYY-MM-DD'",
    "2",
    "0.2",
  ],
  ...["true", "false", "null", "emptystring", "emptyarray", "newline", "ignore"],
);

const callable = [...builtins.values()].filter((row) => !row.impure);

const expressions: fc.Arbitrary<string> = fc.letrec<{ expression: string; call: string; operation: string }>((tie) => ({
  expression: fc.oneof({ depthSize: "small", withCrossShrink: true }, leaf, tie("call"), tie("operation")),
  call: fc
    .record({
      row: fc.oneof(
        fc.constantFrom(...callable),
        fc.constantFrom(...callable.filter(({ category }) => category === "general")),
      ),
      args: fc.array(tie("expression"), { minLength: 5, maxLength: 5 }),
      count: fc.nat(5),
    })
    .map(({ row, args, count }) => {
      const params = row.params.map(parameterOf);
      const least = params.filter(isNeeded).length;
      const most = params.at(-1)?.rest ? 5 : params.length;
      return `${row.name}(${args.slice(0, Math.max(least, Math.min(count, most))).join("; ")})`;
    }),
  operation: fc.oneof(
    fc
      .tuple(tie("expression"), fc.constantFrom("+", "&", "|", "=", "!=", "<", ">=", "*", "-", ""), tie("expression"))
      .map(([left, operator, right]) => `(${left}) ${operator} (${right})`),
    tie("expression").map((of) => `!(${of})`),
  ),
})).expression;

function isNeeded({ optional, rest }: Parameter): boolean {
  return !optional && !rest;
}

test("a function that an expression was extracted to gives what the expression gives, or fails as it does", async () => {
  let count = 0;
  await fc.assert(
    fc.asyncProperty(expressions, async (written) => {
      const text = `{{${written}}}`;
      const expr = parsed(text);
      const found = expr && extracted(expr, { variables, custom: new Map() });
      if (!found) return;
      const names = found.parameters.map(({ name }) => name);
      const code = `function own(${names.join(", ")}) {\n  return ${found.result};\n}\n`;
      const read = readFunctions([{ name: "own", code: { uri: "own.js", text: code }, test: undefined }]);
      expect(read.diagnostics, code).toEqual([]);
      const call = `{{own(${found.parameters.map(({ of }) => print(of)).join("; ")})}}`;
      const options = { context, now: new Date(0), timezone: "Europe/Prague" };
      const before = comparable(await evaluate(text, options));
      expect(comparable(await evaluate(call, options, read.value)), `${text}\n${call}\n${code}`).toEqual(before);
      if (before !== failed) count++;
    }),
    { numRuns: 200 },
  );
  expect(count).toBeGreaterThan(20);
});

test.each(["uper(text) + 'a'", "'a' = uper(text)", "upper() = 'a'", "upper(uper(text))"])(
  "of `%s`, which calls what there is not, nothing is extracted",
  (written) => {
    const expr = parsed(`{{${written}}}`);
    expect(expr).toBeDefined();
    expect(expr && extracted(expr, { variables, custom: new Map() })).toBeUndefined();
  },
);

/** The expression of a template; undefined if it has none, or cannot be parsed. */
function parsed(text: string): Expr | undefined {
  const isVariable = (name: string) => variables.has(name);
  const { value, diagnostics } = parseTemplate(
    { text, start: 0, offsets: undefined },
    { start: 0, end: text.length },
    { uri: "t", isVariable },
  );
  const [part] = value.parts;
  return part?.kind === "expression" && diagnostics.length === 0 ? part.expr : undefined;
}

const failed = "failed";

/** An error within a function is told as one of the function. */
function comparable(outcome: Outcome): unknown {
  if ("error" in outcome) return failed;
  const { value } = outcome;
  return value instanceof Uint8Array ? [...value] : (value ?? String(value));
}
