import { diagnostic } from "../../../grammar/diagnostic.ts";
import type { Expr } from "../../../grammar/iml/ast.ts";
import { expressionsIn } from "../../fields.ts";
import { searching } from "../examples.ts";
import { pathsIn } from "../paths.ts";
import { under, valueEntries } from "../requests.ts";
import { rule } from "../rule.ts";

const found = diagnostic<{ name: string }>({
  code: "unused-temp",
  severity: "warning",
  message: ({ name }) => `\`temp.${name}\` is set here and read nowhere in this file. Read it, or remove it.`,
  doc: "What `temp` keeps can be read by the templates of the same file only. A value that none of them reads is left over, or is read by a misspelled name.",
  example: {
    bad: searching(`{"temp": {"host": "a.example"}, "url": "https://a.example/users"}`),
    good: searching(`{"temp": {"host": "a.example"}, "url": "https://{{temp.host}}/users"}`),
  },
});

/** A value that is kept for nobody. */
export const unusedTemp = rule({
  diagnostic: found,
  manifest({ program: { kind, sections } }) {
    const written = sections
      .flatMap(({ field }) => [under(field, "temp"), under(field, "response", "temp")])
      .flatMap(valueEntries)
      .filter(({ value }) => value.uri === sections[0]?.field.uri);
    if (kind === "base" || written.length === 0) return [];
    const read = readOfTemp(sections.flatMap(({ field }) => expressionsIn(field).map(({ expr }) => expr)));
    return written
      .filter(({ key }) => read && !read.has(key))
      .map(({ key, keySpan, value }) => found({ uri: value.uri, span: keySpan }, { name: key }));
  },
});

/** The names under which something of `temp` is read; undefined if all of it is. */
function readOfTemp(exprs: readonly Expr[]): ReadonlySet<string> | undefined {
  const paths = exprs.flatMap(pathsIn).filter(({ root }) => root === "temp");
  const names = paths.flatMap(({ steps: [name] }) => (name === undefined ? [] : [name]));
  return names.length < paths.length ? undefined : new Set(names);
}
