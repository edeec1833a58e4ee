import type { Diagnostic } from "../../grammar/diagnostic.ts";
import type { Expr } from "../../grammar/iml/ast.ts";
import type { Span } from "../../grammar/source.ts";
import type { FunctionSpec, Parameter } from "../../language/functions/define.ts";
import { nearest } from "../../language/nearest.ts";
import { argumentValue } from "./diagnostics.ts";
import { quoting } from "./renaming.ts";

/** Says that a text that is written out is none of those that a function knows; where none is needed, an empty one is none. */
export function checkWord(
  arg: Expr,
  { name, optional }: Parameter,
  { takes }: FunctionSpec,
  place: { readonly uri: string; readonly span: Span },
): readonly Diagnostic[] {
  const words = takes?.[name];
  const text = arg.kind === "literal" ? arg.value : undefined;
  if (!words || typeof text !== "string" || (optional && text === "") || words.has(text)) return [];
  const all = words.all();
  const meant = nearest(text, all);
  return [argumentValue(place, { text, what: words.what, all, nearest: meant }, quoting(place.span, meant))];
}
