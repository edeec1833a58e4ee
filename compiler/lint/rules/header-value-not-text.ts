import { type Diagnostic, diagnostic } from "../../../grammar/diagnostic.ts";
import { present } from "../../../language/type-relations.ts";
import { type Type, t, typeOf } from "../../../language/types.ts";
import { withArticle } from "../../check/key.ts";
import type { Field, ObjectField } from "../../program.ts";
import { under, valueEntries } from "../requests.ts";
import { type ManifestFacts, rule } from "../rule.ts";

const found = diagnostic<{ name: string; type: string }>({
  code: "header-value-not-text",
  severity: "warning",
  message: ({ name, type }) =>
    `The header \`${name}\` is ${type} here; a header is a text, and what this turns into is hardly meant.`,
  doc: "A header carries text. A collection becomes its JSON, a date something like `2026-01-31T12:00:00.000Z`, and a file its bytes. Make the text that the receiver expects, with `formatDate` or by reading one field.",
  example: {
    bad: `{"uid": "{{item.user}}", "respond": {"headers": {"date": "{{now}}"}}}`,
    good: `{"uid": "{{item.user}}", "respond": {"headers": {"date": "{{formatDate(now, 'ddd, DD MMM YYYY HH:mm:ss', 'UTC')}} GMT"}}}`,
  },
});

/** A header whose value has no text of its own. */
export const headerValueNotText = rule({
  diagnostic: found,
  reply: report,
  request: report,
});

function report(message: ObjectField, facts: ManifestFacts): readonly Diagnostic[] {
  return valueEntries(under(message, "headers")).flatMap(({ key, value }) => {
    const type = present(typeIn(value, facts));
    return odd.includes(type.kind) ? [found(value, { name: key, type: withArticle(type) })] : [];
  });
}

const odd: readonly Type["kind"][] = ["date", "buffer", "collection"];

function typeIn(field: Field, { types }: ManifestFacts): Type {
  switch (field.kind) {
    case "constant":
      return typeOf(field.value);
    case "expression":
      return types.get(field.expr) ?? t.any;
    case "text":
      return t.text;
    case "array":
    case "object":
      return t.any;
  }
}
