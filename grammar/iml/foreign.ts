import type { IToken } from "chevrotain";
import type { Fix } from "../diagnostic.ts";
import { editText } from "../json/decode.ts";
import type { Span } from "../source.ts";
import { spanOf } from "../tokens.ts";
import type { BinaryOperator, Call, Expr, Missing, UnaryOperator, Variable } from "./ast.ts";
import {
  arrayLiteral,
  arrowFunction,
  methodCall,
  nestedMustache,
  objectLiteral,
  optionalChaining,
  ternary,
  wordOperator,
} from "./foreign-diagnostics.ts";
import type { Report } from "./report.ts";

// Each construct of another language is reported, and becomes what its writer would have written in IML, if there is such
// a thing; but for an array, whose value is known.

/** `condition ? then : otherwise`. */
export function choice(question: IToken, condition: Expr, then: Expr, otherwise: Expr, { uri, add }: Report): Call {
  const nameSpan = spanOf(question);
  const edits = [
    editText({ start: condition.span.start, end: condition.span.start }, "if("),
    editText({ start: condition.span.end, end: then.span.start }, ", "),
    editText({ start: then.span.end, end: otherwise.span.start }, ", "),
    editText({ start: otherwise.span.end, end: otherwise.span.end }, ")"),
  ];
  const isWhole = then.kind !== "missing" && otherwise.kind !== "missing";
  const fix = { title: "Write `if(…)`", edits };
  add(ternary({ uri, span: nameSpan }, {}, isWhole ? { fix } : {}));
  const span = { start: condition.span.start, end: otherwise.span.end };
  return { kind: "call", span, name: "if", nameSpan, args: [condition, then, otherwise] };
}

/** `and`, `or`, `not`. The first two bind as the operators do; `not` binds looser than `!`, so it has no fix. */
export function reportWord(word: IToken, operator: BinaryOperator | UnaryOperator, { uri, add }: Report): void {
  const span = spanOf(word);
  const fix = { title: `Write \`${operator}\``, edits: [editText(span, operator)] };
  add(wordOperator({ uri, span }, { word: word.image, operator }, operator === "!" ? {} : { fix }));
}

/** `[a, b]` where an operand has to be. It is null, and not the array that was meant, since that is what it gives in Make. */
export function arrayOf(span: Span, items: readonly Expr[], isClosed: boolean, { uri, add }: Report): Variable {
  const [first] = items;
  const last = items.at(-1);
  const instead = first ? "add(emptyarray, …)" : "emptyarray";
  const edits =
    first && last
      ? [
          editText({ start: span.start, end: first.span.start }, "add(emptyarray, "),
          editText({ start: last.span.end, end: span.end }, ")"),
        ]
      : [editText(span, "emptyarray")];
  const fix: Fix = { title: `Write \`${instead}\``, edits, unsafe: true };
  add(arrayLiteral({ uri, span }, { instead }, isClosed ? { fix } : {}));
  return { kind: "variable", span, name: "null", quoted: false };
}

/** `{ a: b }`. */
export function objectAt(span: Span, { uri, add }: Report): Missing {
  add(objectLiteral({ uri, span }, {}));
  return { kind: "missing", span };
}

/** `x => y`. */
export function functionAt(arrow: IToken, span: Span, { uri, add }: Report): Missing {
  add(arrowFunction({ uri, span: spanOf(arrow) }, {}));
  return { kind: "missing", span };
}

/** `a?.b`, or `a?.[b]`. */
export function reportOptional(dot: IToken, beforeBracket: boolean, { uri, add }: Report): void {
  const instead = beforeBracket ? "" : ".";
  const fix = { title: "Remove the `?`", edits: [editText(spanOf(dot), instead)] };
  add(optionalChaining({ uri, span: spanOf(dot) }, {}, { fix }));
}

/** `object.name(args)`. */
export function callOn(
  object: Expr,
  { name, nameSpan }: Pick<Call, "name" | "nameSpan">,
  args: readonly Expr[],
  end: number,
  { uri, add }: Report,
): Call {
  add(methodCall({ uri, span: nameSpan }, { name }));
  return { kind: "call", span: { start: object.span.start, end }, name, nameSpan, args: [object, ...args] };
}

/** `{{ … }}` inside an expression; `inner` is where the expression in it stands. */
export function reportNested(span: Span, inner: Span, { uri, add }: Report): void {
  const edits = [
    editText({ start: span.start, end: inner.start }, ""),
    editText({ start: inner.end, end: span.end }, ""),
  ];
  add(nestedMustache({ uri, span }, {}, { fix: { title: "Remove the braces", edits } }));
}
