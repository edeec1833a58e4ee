import { diagnostic } from "../../../grammar/diagnostic.ts";
import type { Expr } from "../../../grammar/iml/ast.ts";
import { quoting, renaming } from "../../check/renaming.ts";
import { callOf, literalText } from "../expressions.ts";
import { type ExpressionPlace, rule } from "../rule.ts";

const found = diagnostic<{ name: string }>({
  code: "header-case",
  severity: "warning",
  message: ({ name }) =>
    `On Make, the names of headers that come in are in lower case, so \`${name}\` is undefined there: write \`${name.toLowerCase()}\`.`,
  doc: "HTTP does not care for the case of a header's name. imlc finds a header by its name in any case; Make hands the names on in lower case, and a name in another case finds nothing.",
  example: {
    bad: '{"uid": "{{headers.`X-User-Id`}}"}',
    good: '{"uid": "{{headers.`x-user-id`}}"}',
  },
});

/** A header that is read by a name with capitals. */
export const headerCase = rule({
  diagnostic: found,
  member(expr, place) {
    const name = capitalized(expr, place);
    const span = expr.nameSpan;
    return name === undefined
      ? []
      : [found({ uri: place.field.uri, span }, { name }, renaming(span, name.toLowerCase()))];
  },
  index(expr, place) {
    const name = capitalized(expr, place);
    const { span } = expr.index ?? expr;
    return name === undefined
      ? []
      : [found({ uri: place.field.uri, span }, { name }, quoting(span, name.toLowerCase()))];
  },
});

/** The header that is read by a name with capitals, unless both ways to write it are tried, which works everywhere. */
function capitalized(expr: Expr, { parents }: ExpressionPlace): string | undefined {
  const name = headerOf(expr);
  if (name === undefined || name === name.toLowerCase()) return undefined;
  const others = callOf(parents.at(-1) ?? expr, "ifempty")?.args ?? [];
  return others.some((other) => headerOf(other) === name.toLowerCase()) ? undefined : name;
}

function headerOf(expr: Expr): string | undefined {
  if (expr.kind === "member" && isHeaders(expr.object)) return expr.name;
  return expr.kind === "index" && isHeaders(expr.object) ? literalText(expr.index) : undefined;
}

function isHeaders(expr: Expr): boolean {
  return expr.kind === "variable" && expr.name === "headers";
}
