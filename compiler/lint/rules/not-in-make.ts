import { diagnostic } from "../../../grammar/diagnostic.ts";
import type { Index, Member } from "../../../grammar/iml/ast.ts";
import { type ScopeName, scopes } from "../../../language/scopes.ts";
import { type ExpressionPlace, rule } from "../rule.ts";

const found = diagnostic<{ what: string; instead: string }>({
  code: "not-in-make",
  severity: "hint",
  message: ({ what, instead }) => `${what}. ${instead}`,
  doc: "What imlc understands beyond Make works here only. A manifest that is to run in both places does without: nothing there has the exact bytes of a body, and a path behind a call is reported to give nothing.",
  example: {
    bad: `{"uid": "{{item.user}}", "output": "{{first(item.lines).text}}"}`,
    good: `{"uid": "{{item.user}}", "output": "{{get(first(item.lines), 'text')}}"}`,
  },
});

/** What imlc understands and Make does not. */
export const notInMake = rule({
  diagnostic: found,
  variable({ name, span }, { field: { uri }, unit, facts }) {
    const instead = isThere(name, unit.scope) && facts.program.kind === "webhook" ? additions.get(name) : undefined;
    return instead === undefined ? [] : [found({ uri, span }, { what: `Make has no \`${name}\``, instead })];
  },
  member: behindCall,
  index: behindCall,
});

function isThere(name: string, scope: ScopeName | undefined): boolean {
  return scope !== undefined && scopes[scope].has(name);
}

/** Variables of a webhook that are additions to Make's, and what to do there. */
const additions: ReadonlyMap<string, string> = new Map([
  ["rawBody", "A signature is better declared in `imlc.json`."],
  ["signature", "There, the answer can be computed only with a secret that stands in the manifest."],
]);

function behindCall({ object, span: { end } }: Member | Index, { field: { uri } }: ExpressionPlace) {
  if (object.kind !== "call") return [];
  const what = "On Make, a path behind a call is reported to give nothing";
  const place = { uri, span: { start: object.span.end, end } };
  return [found(place, { what, instead: "The function `get` works in both." })];
}
