import { diagnostic } from "../../../grammar/diagnostic.ts";
import { literalText } from "../expressions.ts";
import { rule } from "../rule.ts";

const found = diagnostic<{ name: string; hint: string }>({
  code: "pattern-as-text",
  severity: "warning",
  message: ({ name, hint }) =>
    `This looks like a regular expression, but \`${name}\` takes it as a text and looks for exactly these characters.${hint}`,
  doc: "Only `replace` knows regular expressions, and only between slashes: `replace(text, '/[0-9]+/g', '')`. `split`, `contains` and `indexOf` look for the text as it is written.",
  example: {
    bad: `{"uid": "{{item.user}}", "output": "{{split(item.tags, '/[,;]/')}}"}`,
    good: `{"uid": "{{item.user}}", "output": "{{split(replace(item.tags, '/[,;]/g', ','), ',')}}"}`,
  },
});

/** A regular expression where none is known as such. */
export const patternAsText = rule({
  diagnostic: found,
  call({ name, args: [, pattern] }, { field: { uri } }) {
    const text = searching.includes(name) ? literalText(pattern) : undefined;
    if (!pattern || text === undefined) return [];
    const isReplace = name === "replace";
    const hint = isReplace ? ` Between slashes it is one: \`'/${text}/g'\`.` : "";
    const isPattern = isReplace ? isPatternWithoutSlashes(text) : isPatternInSlashes(text);
    return isPattern ? [found({ uri, span: pattern.span }, { name, hint })] : [];
  },
});

const searching: readonly string[] = ["replace", "split", "contains", "indexOf"];

/** Signs of a regular expression that hardly occur in other texts: a class, or something repeated. */
const signs = /\\[dDwWsSbB]|\[[^\]]+\][+*]?|[\])\w.][+*](?!\w)|\(\?/;

function isPatternInSlashes(text: string): boolean {
  return /^\/.+\/[a-z]*$/s.test(text) && signs.test(text);
}

function isPatternWithoutSlashes(text: string): boolean {
  return !text.startsWith("/") && /\\[dDwWsSbB]|\[\^|\[\w-\w/.test(text);
}
