import { diagnostic } from "../../../grammar/diagnostic.ts";
import type { TextField } from "../../program.ts";
import { rule } from "../rule.ts";
import { textsIn } from "../strings.ts";
import { unwrapping } from "../unwrapping.ts";

const found = diagnostic<{ quote: string }>({
  code: "quotes-around-braces",
  severity: "warning",
  message: ({ quote }) =>
    `The quotes ${quote} around the braces become a part of the value. A string of JSON has its own quotes, and needs no others.`,
  doc: "Quotes mark a text inside an expression. Outside of the braces they are characters like any other: `\"'{{item.id}}'\"` gives an id with a quote at each end, which is equal to no other id.",
  example: {
    bad: `{"uid": "{{item.user}}", "output": {"name": "'{{item.name}}'"}}`,
    good: `{"uid": "{{item.user}}", "output": {"name": "{{item.name}}"}}`,
  },
});

/** One expression between quotes that are sent along. */
export const quotesAroundBraces = rule({
  diagnostic: found,
  unit({ path, field }) {
    const [place = ""] = path;
    if (path.length > 1 || !bare.includes(place)) return [];
    return textsIn(field).flatMap((text) => {
      const quote = quoteAround(text);
      const fix = { ...unwrapping(text, "Remove the inner quotes"), unsafe: true } as const;
      return quote ? [found(text, { quote: `\`${quote}\`` }, { fix })] : [];
    });
  },
});

/** Where nobody wants quotes. Services may: around an entity tag, in a filter, in a search for these very words. */
const bare = ["uid", "dedupe", "iterate", "output", "ownerOutput"];

function quoteAround({ parts }: TextField): string | undefined {
  const [before, hole, after] = parts;
  const isOne = parts.length === 3 && typeof hole !== "string" && before === after;
  return isOne && (before === "'" || before === '"') ? before : undefined;
}
