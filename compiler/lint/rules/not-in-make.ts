import { diagnostic } from "../../../grammar/diagnostic.ts";
import type { Index, Member } from "../../../grammar/iml/ast.ts";
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
    if (name !== "rawBody" || !unit.scope || facts.program.kind !== "webhook") return [];
    const instead = "A signature is better declared in `imlc.json`.";
    return [found({ uri, span }, { what: "Make has no `rawBody`", instead })];
  },
  member: behindCall,
  index: behindCall,
});

function behindCall({ object, span: { end } }: Member | Index, { field: { uri } }: ExpressionPlace) {
  if (object.kind !== "call") return [];
  const what = "On Make, a path behind a call is reported to give nothing";
  const place = { uri, span: { start: object.span.end, end } };
  return [found(place, { what, instead: "The function `get` works in both." })];
}
