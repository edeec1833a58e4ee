import { diagnostic } from "../../../grammar/diagnostic.ts";
import { rule } from "../rule.ts";
import { textsIn } from "../strings.ts";
import { unwrapping } from "../unwrapping.ts";

const found = diagnostic({
  code: "padded-expression",
  severity: "warning",
  message: () =>
    "The blank space beside the braces makes a text of the value. Put the braces right inside the quotes, and the value stays what it is.",
  doc: "A string that is exactly one `{{…}}` gives the value as it is. With anything beside it, be it a blank, the value is turned into text: an id with a blank at its end is not the same id, a list is no list, and a text is always true.",
  example: {
    bad: `{"uid": "{{item.user}} "}`,
    good: `{"uid": "{{item.user}}"}`,
  },
});

/** One expression with nothing but blanks beside it. */
export const paddedExpression = rule({
  diagnostic: found,
  unit({ field }) {
    return textsIn(field)
      .filter(({ parts }) => parts.length <= 3 && parts.every((part) => typeof part !== "string" || isBlank(part)))
      .filter(({ parts }) => parts.filter((part) => typeof part !== "string").length === 1)
      .map((text) => found(text, {}, { fix: unwrapping(text, "Remove the blank space") }));
  },
});

function isBlank(text: string): boolean {
  return /^[ \t]+$/.test(text);
}
