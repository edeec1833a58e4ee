import { diagnostic } from "../../../grammar/diagnostic.ts";
import { editText } from "../../../grammar/json/decode.ts";
import { rule } from "../rule.ts";

const found = diagnostic<{ value: number }>({
  code: "inexact-number",
  severity: "warning",
  message: ({ value }) =>
    `A number has 15 to 16 exact digits; this one counts as ${value}. An id of this length is written in quotes.`,
  doc: "Numbers are doubles, which hold whole numbers exactly only up to 9007199254740991. Ids that are longer are text wherever they come from, in a body as well as here, and compare exactly as text.",
  example: {
    bad: `{"uid": "{{item.user}}", "condition": "{{body.channel = 12345678901234567890}}"}`,
    good: `{"uid": "{{item.user}}", "condition": "{{body.channel = '12345678901234567890'}}"}`,
  },
});

/** A whole number that is written with more digits than a number can keep. */
export const inexactNumber = rule({
  diagnostic: found,
  literal(expr, { field: { uri }, facts: { source } }) {
    if (typeof expr.value !== "number" || Number.isSafeInteger(expr.value)) return [];
    const written = uri === source.uri ? source.text.slice(expr.span.start, expr.span.end) : "";
    if (!/^\d+$/.test(written) || isExact(expr.value, written)) return [];
    const fix = {
      title: `Change to \`'${written}'\``,
      edits: [editText(expr.span, `'${written}'`)],
      unsafe: true,
    } as const;
    return [found({ uri, span: expr.span }, { value: expr.value }, { fix })];
  },
});

function isExact(value: number, written: string): boolean {
  return Number.isFinite(value) && BigInt(value) === BigInt(written);
}
