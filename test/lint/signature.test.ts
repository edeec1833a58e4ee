import fc from "fast-check";
import { expect, test } from "vitest";
import { evaluate } from "../../compiler/evaluate.ts";
import { truthsOf } from "../../compiler/lint/signature.ts";
import type { Expr } from "../../grammar/iml/ast.ts";
import { type Collection, truthy, type Value } from "../../language/values.ts";
import { readTemplate } from "../grammar/read.ts";

const check = fc.constantFrom(
  "sha256('a') = headers.signature",
  "headers.signature = sha256('a')",
  "!(sha256('a') != headers.signature)",
);

const { condition } = fc.letrec<{ condition: string }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 4 },
    check,
    fc.constantFrom("body.a", "body.b", "true", "false", "undefined", "0", "1", "''", "'no'", "body.a = 1"),
    tie("condition").map((a) => `!(${a})`),
    fc.tuple(tie("condition"), fc.constantFrom("&", "|"), tie("condition")).map(([a, op, b]) => `(${a} ${op} ${b})`),
    fc.tuple(tie("condition"), tie("condition")).map(([a, b]) => `if(${a}, ${b})`),
    fc.tuple(tie("condition"), tie("condition"), tie("condition")).map(([a, b, c]) => `if(${a}, ${b}, ${c})`),
    fc.tuple(tie("condition"), tie("condition")).map(([a, b]) => `ifempty(${a}, ${b})`),
  ),
}));

const value = fc.constantFrom(undefined, null, "", 0, 1, "yes", true, false);

test("a condition is never what its truths exclude", async () => {
  const right = await valueIn("sha256('a')", {});
  await fc.assert(
    fc.asyncProperty(condition, fc.boolean(), value, value, async (text, passes, a, b) => {
      const context = { headers: { signature: passes ? right : "wrong" }, body: { a, b } };
      const { canBeTrue, canBeFalse } = truthsOf(read(text), passes);
      expect(truthy(await valueIn(text, context)) ? canBeTrue : canBeFalse).toBe(true);
    }),
  );
});

test.each([
  ["body.a", true, true],
  ["headers.signature = sha256('a')", false, true],
  ["headers.signature != sha256('a')", true, false],
  ["sha256('a') = query.token", false, true],
  ["md5('a') = body.hmac", false, true],
  ["sha512('a') = item.Signature", false, true],
  ["sha1('a') = body.text", true, true],
  ["body.a > sha256('a')", true, true],
  ["headers.signature = body.a", true, true],
  ["false", false, true],
  ["emptystring", false, true],
  ["`false`", true, true],
  ["-1", true, true],
  ["if(false, 1)", false, true],
  ["if(true, 1)", true, false],
  ["if(body.a, 1)", true, true],
  ["ifempty(body.a, 1)", true, true],
  ["headers.x = sha256('a')", false, true],
  ["headers.x + body.a = sha256('a')", false, true],
  ["true & 1", true, false],
  ["true & body.a", true, true],
  ["false | ''", false, true],
  ["body.a | 1", true, false],
  ["if(, '', 2)", true, false],
  ["ifempty('', false)", false, true],
  ["ifempty(!(headers.signature = sha256('a')), false)", true, false],
  ["body.a.b", true, true],
  ["body[1]", true, true],
  ["lower(sha256('a') = headers.signature)", true, true],
])("where the signature is wrong, %s can be true: %s, false: %s", (text, canBeTrue, canBeFalse) => {
  expect(truthsOf(read(text), false)).toEqual({ canBeTrue, canBeFalse });
});

function read(text: string): Expr {
  const [part] = readTemplate(`{{${text}}}`).value.parts;
  if (part?.kind !== "expression") throw new Error(`${text} is no expression.`);
  return part.expr;
}

async function valueIn(text: string, context: Collection): Promise<Value> {
  const outcome = await evaluate(`{{${text}}}`, { context });
  if ("error" in outcome) throw new Error(outcome.error.message);
  return outcome.value;
}
