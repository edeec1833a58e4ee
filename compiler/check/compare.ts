import type { Diagnostic, Fix } from "../../grammar/diagnostic.ts";
import type { Binary, Expr, Literal } from "../../grammar/iml/ast.ts";
import { editText } from "../../grammar/json/decode.ts";
import { nearest } from "../../language/nearest.ts";
import { present } from "../../language/type-relations.ts";
import type { Type } from "../../language/types.ts";
import { equality, ordering } from "./comparable.ts";
import { impossibleComparison, impossibleText, mixedComparison } from "./comparison-diagnostics.ts";
import type { Inference } from "./infer.ts";
import { withArticle } from "./key.ts";
import { quoting } from "./renaming.ts";

/**
 * Warns of a comparison whose sides have no value in common, or have one only after a conversion. Undefined and null do
 * not count: to ask whether something is there at all is what comparing with them is for. Nor do two texts, or two
 * numbers, that are both written out.
 */
export function compare(expr: Binary, left: Type, right: Type, { uri, diagnostics }: Inference): void {
  const [a, b] = [present(left), present(right)];
  if (expr.left.kind === "literal" && expr.right.kind === "literal" && a.kind === b.kind) return;
  const asks = expr.operator === "=" || expr.operator === "!=";
  const found = asks ? equality(a, b) : ordering(a, b);
  if (found === "plain") return;
  const place = { uri, span: expr.span };
  const sides = { left: described(expr.left, a), right: described(expr.right, b), advice: advice(expr, a, b) };
  if (found === "other text") diagnostics.push(otherText(expr, a, b, uri));
  else if (found === "converted") diagnostics.push(mixedComparison(place, { ...sides, asks }, unquoting(expr, a, b)));
  else diagnostics.push(impossibleComparison(place, { ...sides, is: expr.operator === "!=" }));
}

/** One side is none of the texts that the other may be. */
function otherText(expr: Binary, a: Type, b: Type, uri: string): Diagnostic {
  const [written, other] = expr.left.kind === "literal" ? [expr.left, b] : [expr.right, a];
  const values = (other.kind === "text" && other.values) || [];
  const text = written.kind === "literal" ? String(written.value) : undefined;
  const meant = text === undefined ? undefined : nearest(text, values);
  const span = text === undefined ? expr.span : written.span;
  const params = { text, values, nearest: meant, is: expr.operator === "!=" };
  return impossibleText({ uri, span }, params, text === undefined ? {} : quoting(span, meant));
}

function described(expr: Expr, type: Type): string {
  if (expr.kind !== "literal") return withArticle(type);
  return typeof expr.value === "string" ? `the text \`'${expr.value}'\`` : `the number \`${expr.value}\``;
}

/** What to write instead. */
function advice({ left, right }: Binary, a: Type, b: Type): string {
  const has = (...kinds: readonly Type["kind"][]) => kinds.some((kind) => a.kind === kind || b.kind === kind);
  const quoted = [left, right].find(isNumericText);
  if (has("collection")) return "Compare one of its fields.";
  if (has("array")) return "Compare one of its items, or its `length(…)`; `contains(…)` looks for an item.";
  if (has("boolean")) return "A truth value needs no comparison: it stands alone, or with `!` before it.";
  if (has("date") && has("text")) return "`parseDate(…)` makes a date of a text.";
  if (has("date")) return "`parseDate(…, 'X')` makes a date of Unix seconds.";
  if ([left, right].some((side) => side.kind === "literal" && side.value === "")) {
    return "Whether there is something at all is asked with `null`.";
  }
  if (quoted) return `Write the number without quotes: \`${quoted.value}\`.`;
  const number = [left, right].find((side) => side.kind === "literal" && typeof side.value === "number");
  if (number?.kind === "literal") return `To compare texts, write \`'${number.value}'\`.`;
  return "`parseNumber(…)` makes a number of a text, and `toString(…)` a text of a number.";
}

/** A number in quotes beside a number means the same without them. */
function unquoting({ left, right }: Binary, a: Type, b: Type): Pick<Diagnostic, "fix"> {
  const quoted = [left, right].find(isNumericText);
  if (!quoted || (a.kind !== "number" && b.kind !== "number")) return {};
  const text = String(quoted.value);
  const fix: Fix = { title: `Change to \`${text}\``, edits: [editText(quoted.span, text)] };
  return { fix };
}

function isNumericText(expr: Expr): expr is Literal {
  return expr.kind === "literal" && typeof expr.value === "string" && /^-?\d{1,15}(?:\.\d{1,15})?$/.test(expr.value);
}
