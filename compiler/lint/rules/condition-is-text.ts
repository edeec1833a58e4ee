import { diagnostic } from "../../../grammar/diagnostic.ts";
import type { Field } from "../../program.ts";
import { bracing } from "../bracing.ts";
import { rule } from "../rule.ts";

const found = diagnostic({
  code: "condition-is-text",
  severity: "warning",
  message: () =>
    "This condition is a text, and a text that is not empty is always true. The whole condition belongs in one pair of braces.",
  doc: "Only what stands in `{{ }}` is evaluated. `body.type = 'x'` without braces, and `{{body.type}} = 'x'` with braces around a part of it, are texts, which count as true whatever comes in.",
  example: {
    bad: `{"uid": "{{item.user}}", "condition": "body.type = 'message'"}`,
    good: `{"uid": "{{item.user}}", "condition": "{{body.type = 'message'}}"}`,
  },
});

/** A condition that was meant to be calculated and is a text. */
export const conditionIsText = rule({
  diagnostic: found,
  condition({ field }, { program, source }) {
    if (!isText(field)) return [];
    const unit = [...program.units, ...program.unrun].find((each) => each.field === field);
    const fix = unit?.scope && field.uri === source.uri ? bracing(field.span, source, unit.scope) : undefined;
    return [found(field, {}, fix && { fix })];
  },
});

function isText(field: Field): boolean {
  if (field.kind === "constant") return typeof field.value === "string" && field.value.trim() !== "";
  return field.kind === "text" && field.parts.some((part) => typeof part === "string" && part.trim() !== "");
}
