import { type Diagnostic, diagnostic } from "../../../grammar/diagnostic.ts";
import type { ObjectField } from "../../program.ts";
import { under, valueEntries } from "../requests.ts";
import { rule } from "../rule.ts";

const found = diagnostic<{ name: string; first: string }>({
  code: "duplicate-header",
  severity: "warning",
  message: ({ name, first }) =>
    `\`${name}\` and \`${first}\` are one header: only this value is sent. Remove one of them.`,
  doc: "HTTP does not distinguish the names of headers by their case, so two keys that differ in nothing else are one header, and the last value wins.",
  example: {
    bad: `{"uid": "{{item.user}}", "respond": {"headers": {"X-Version": "1", "x-version": "2"}}}`,
    good: `{"uid": "{{item.user}}", "respond": {"headers": {"x-version": "2"}}}`,
  },
});

/** One header under two keys. */
export const duplicateHeader = rule({
  diagnostic: found,
  reply: report,
  request: report,
});

function report(message: ObjectField): readonly Diagnostic[] {
  const entries = valueEntries(under(message, "headers"));
  return entries.flatMap(({ key, keySpan, value: { uri } }, index) => {
    const first = entries.slice(0, index).find((other) => other.key.toLowerCase() === key.toLowerCase());
    if (!first) return [];
    const related = [{ uri: first.value.uri, span: first.keySpan, message: "First given here." }];
    return [found({ uri, span: keySpan }, { name: key, first: first.key }, { related })];
  });
}
