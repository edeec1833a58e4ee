import type { IToken } from "chevrotain";
import { editText } from "../json/decode.ts";
import { spanOf } from "../tokens.ts";
import type { Binary, Expr } from "./ast.ts";
import { missingOperator } from "./diagnostics.ts";
import { choice, reportWord } from "./foreign.ts";
import { levelOf, operatorOf, wordOperators } from "./operators.ts";
import { missingAt, type Report, syntaxError } from "./report.ts";

/** An operand with the operator before it; without one it is a term beside the term before. */
export interface Tail {
  readonly operator: IToken | undefined;
  readonly operand: Expr;
}

/** The tree of operands and operators that stand in a row. */
export function fold(first: Expr, tails: readonly Tail[], report: Report): Expr {
  const at = tails.findIndex(({ operator }) => operator?.image === "?");
  const question = tails[at];
  if (!question?.operator) return operations(first, tails, report);
  const condition = operations(first, tails.slice(0, at), report);
  const colon = matchingColon(tails, at);
  const then = fold(question.operand, tails.slice(at + 1, colon), report);
  const last = tails[colon];
  const otherwise = last ? fold(last.operand, tails.slice(colon + 1), report) : missingAt(then.span.end, report);
  return choice(question.operator, condition, then, otherwise, report);
}

function matchingColon(tails: readonly Tail[], question: number): number {
  let open = 0;
  for (let i = question; i < tails.length; i++) {
    const image = tails[i]?.operator?.image;
    if (image === "?") open++;
    if (image === ":" && --open === 0) return i;
  }
  return tails.length;
}

/** Applies the levels of the operators by climbing from the loosest to the tightest. */
function operations(first: Expr, tails: readonly Tail[], report: Report): Expr {
  let at = 0;
  const climb = (from: Expr, loosest: number): Expr => {
    let left = from;
    for (let tail = tails[at]; tail && level(tail) >= loosest; tail = tails[at]) {
      at++;
      let right = tail.operand;
      for (let next = tails[at]; next && level(next) > level(tail); next = tails[at]) {
        right = climb(right, level(next));
      }
      left = binary(left, tail, right, report);
    }
    return left;
  };
  return climb(first, 0);
}

function level({ operator }: Tail): number {
  return levelOf((operator && operatorOf(operator.image)) ?? "join");
}

function binary(left: Expr, { operator }: Tail, right: Expr, report: Report): Binary {
  const span = { start: left.span.start, end: right.span.end };
  const known = operator && operatorOf(operator.image);
  if (operator && known) {
    if (wordOperators.has(operator.image.toLowerCase())) reportWord(operator, known, report);
    return { kind: "binary", span, operator: known, operatorSpan: spanOf(operator), left, right };
  }
  if (operator) syntaxError(report, spanOf(operator), `Unexpected \`${operator.image}\`.`);
  else reportJoin(left, right, report);
  return {
    kind: "binary",
    span,
    operator: "join",
    operatorSpan: { start: left.span.end, end: left.span.end },
    left,
    right,
  };
}

function reportJoin(left: Expr, right: Expr, { uri, add }: Report): void {
  const gap = { start: left.span.end, end: left.span.end };
  // `+` adds numbers; only beside a text it surely joins.
  const plus = isText(left) || isText(right) ? " +" : " + '' +";
  const blank = right.span.start > left.span.end ? "" : " ";
  const fix = { title: "Write `+`", edits: [editText(gap, plus + blank)] };
  add(missingOperator({ uri, span: gap }, {}, { fix }));
}

function isText(expr: Expr): boolean {
  if (expr.kind === "literal") return typeof expr.value === "string";
  if (expr.kind !== "binary") return false;
  return expr.operator === "join" || (expr.operator === "+" && (isText(expr.left) || isText(expr.right)));
}
