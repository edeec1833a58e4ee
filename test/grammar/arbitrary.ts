import fc from "fast-check";
import type { BinaryOperator, Expr, Template, TemplatePart } from "../../grammar/iml/ast.ts";
import { anyCharacter } from "../characters.ts";

const span = { start: 0, end: 0 };

const plainName = fc.oneof(
  fc.constantFrom("a", "body", "item", "and", "or", "Not", "null", "$x_1", "_", "straße", "名前", "e1"),
  fc.stringMatching(/^[a-z]{1,3}$/),
  fc.constantFrom("YYYY", "hh", "mm", "M", "s"),
);
const anyName = fc.oneof(plainName, fc.constantFrom("x-y", "a b", "1a", "a.b", "", "{{", "}}", "it's", '"'));
const digits = fc.constantFrom("0", "1", "12", "007");
const numbers = fc.oneof(
  fc.nat(1000),
  fc.constantFrom(0.1, 1.5, 1e21, 1.5e300, 1e-7, 2.5e-9, Number.MAX_SAFE_INTEGER, Number.MIN_VALUE, Number.MAX_VALUE),
  fc.double({ min: 0, max: 1e6, noNaN: true, noDefaultInfinity: true }).map(Math.abs),
);
const texts = fc.oneof(
  fc.constantFrom("", "'", '"', "it's", "}}", "{{", "''", "\\d+", "a\nb", "‘x’", "`", "\u2028", "😀"),
  fc.string({ maxLength: 6, unit: anyCharacter }),
);
const operators: readonly BinaryOperator[] = [
  ...(["*", "/", "%", "+", "-", "++", "join", "join", "join"] as const),
  ...(["<", "<=", ">", ">=", "=", "!=", "&", "|"] as const),
];

const literal = fc.oneof(numbers, texts).map((value): Expr => ({ kind: "literal", span, value }));
const variable = fc.oneof(
  plainName.map((name): Expr => ({ kind: "variable", span, name, quoted: false })),
  anyName.map((name): Expr => ({ kind: "variable", span, name, quoted: true })),
);

/** Digits are a variable only where a name follows: `1.email`, or digits in backticks. */
const moduleOutput = fc
  .tuple(digits, fc.oneof(anyName, digits))
  .map(([head, name]): Expr => member({ kind: "variable", span, name: head, quoted: false }, name));

/** Any expression that can be written. */
export const expressions: fc.Arbitrary<Expr> = fc.letrec<{ readonly expr: Expr }>((tie) => ({
  expr: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    variable,
    literal,
    moduleOutput,
    fc.tuple(tie("expr"), fc.oneof(anyName, digits)).map(([object, name]) => member(object, name)),
    fc
      .tuple(tie("expr"), fc.option(tie("expr"), { nil: undefined }))
      .map(([object, index]): Expr => ({ kind: "index", span, object, index })),
    fc
      .tuple(anyName, calledWith(tie("expr")))
      .map(([name, args]): Expr => ({ kind: "call", span, name, nameSpan: span, args })),
    fc
      .tuple(fc.constantFrom("!" as const, "-" as const), tie("expr"))
      .map(([operator, operand]): Expr => ({ kind: "unary", span, operator, operand })),
    binary(tie("expr")),
    binary(tie("expr")),
  ),
})).expr;

/** Any template: no two texts in a row, and no text with an expression in it. */
export const templates: fc.Arbitrary<Template> = fc
  .array(
    fc.oneof(
      expressions.map((expr): TemplatePart => ({ kind: "expression", span, expr })),
      fc
        .oneof(fc.constantFrom("{", "}}", " ", '{"a":', "}"), fc.string({ minLength: 1, maxLength: 5 }))
        .map((text): TemplatePart => ({ kind: "text", span, text: text.replaceAll("{{", "{ {") })),
    ),
    { maxLength: 4 },
  )
  .map((parts) => ({ span, parts: parts.filter((part, i) => part.kind !== "text" || parts[i - 1]?.kind !== "text") }));

function member(object: Expr, name: string): Expr {
  return { kind: "member", span, object, name, nameSpan: span };
}

function binary(operand: fc.Arbitrary<Expr>): fc.Arbitrary<Expr> {
  return fc
    .tuple(fc.constantFrom(...operators), operand, operand)
    .map(([operator, left, right]): Expr => ({ kind: "binary", span, operator, operatorSpan: span, left, right }));
}

/** Arguments, some left out; a single one cannot be left out, since `f()` has none. */
function calledWith(argument: fc.Arbitrary<Expr>): fc.Arbitrary<readonly Expr[]> {
  const orEmpty = fc.oneof(
    { arbitrary: argument, weight: 4 },
    { arbitrary: fc.constant<Expr>({ kind: "empty", span }), weight: 1 },
  );
  return fc.array(orEmpty, { maxLength: 3 }).filter((args) => args.length !== 1 || args[0]?.kind !== "empty");
}
