import { diagnostic } from "../../../grammar/diagnostic.ts";
import { editText } from "../../../grammar/json/decode.ts";
import { callOf, literalText } from "../expressions.ts";
import { equalities } from "../operators.ts";
import { rule } from "../rule.ts";

const found = diagnostic<{ word: string }>({
  code: "quoted-keyword",
  severity: "warning",
  message: ({ word }) =>
    `In quotes, \`'${word}'\` is a text of ${word.length} letters. The keyword \`${word}\` has no quotes.`,
  doc: "Keywords such as `null`, `undefined` and `emptystring` stand for values only without quotes. A text with such a name is equal to no missing value, and is sent as it is.",
  example: {
    bad: `{"uid": "{{item.user}}", "condition": "{{body.deletedAt = 'null'}}"}`,
    good: `{"uid": "{{item.user}}", "condition": "{{body.deletedAt = null}}"}`,
  },
});

/** A keyword as a text, where its value was meant. */
export const quotedKeyword = rule({
  diagnostic: found,
  literal(expr, { field: { uri }, parents }) {
    const word = literalText(expr);
    const parent = parents.at(-1);
    if (word === undefined || !words.includes(word) || !parent) return [];
    const isCompared = parent.kind === "binary" && equalities.includes(parent.operator);
    const isChosen = callOf(parent, "if", "ifempty")?.args.slice(1).includes(expr) ?? false;
    if (!isCompared && !isChosen) return [];
    const fix = { title: "Remove the quotes", edits: [editText(expr.span, word)], unsafe: true } as const;
    return [found({ uri, span: expr.span }, { word }, { fix })];
  },
});

/** Without `true`, `false` and those that are words of a language: as texts, they come in forms and queries. */
const words = ["null", "undefined", "emptystring", "emptyarray"];
