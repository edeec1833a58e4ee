import type { CustomRows } from "../compiler/check/infer.ts";
import { infer } from "../compiler/check/infer.ts";
import type { Call, Expr, Member } from "../grammar/iml/ast.ts";
import { parseTemplate } from "../grammar/iml/parse.ts";
import { children } from "../grammar/iml/walk.ts";
import type { DecodedText } from "../grammar/json/ast.ts";
import { decodeString, offsetIn } from "../grammar/json/decode.ts";
import type { Source, Span } from "../grammar/source.ts";
import type { Type } from "../language/types.ts";
import { type ExpressionPlace, expressionPlaceAt } from "./expression-place.ts";
import type { Evaluated } from "./parts.ts";

/** Where in the expressions of a JSON string an offset is. */
export interface TemplatePlace extends ExpressionPlace {
  readonly decoded: DecodedText;
  /** The index of the text that the offset is at. */
  readonly index: number;
}

/** Finds out where in the expressions of a string an offset is; undefined in the text around them. */
export function templatePlaceAt(source: Source, string: Span, offset: number): TemplatePlace | undefined {
  const { value: decoded } = decodeString(source, string);
  let index = 0;
  while (index < decoded.text.length && offsetIn(decoded, index) < offset) index++;
  const place = expressionPlaceAt(decoded.text, index);
  return place && { ...place, decoded, index };
}

/** The span of the file that stands at some indexes of a text. */
export function spanAt(decoded: DecodedText, start: number, end: number): Span {
  return { start: offsetIn(decoded, start), end: offsetIn(decoded, end) };
}

/** What stands before the dot at the place, and its type. */
export function holderBefore(
  place: TemplatePlace,
  start: number,
  evaluated: Evaluated,
  custom: CustomRows,
): { readonly holder: Expr; readonly type: Type | undefined } | undefined {
  const { expr, types } = inferred(place, start, placeholder, evaluated, custom);
  const isMeant = (each: Expr): each is Member => each.kind === "member" && each.nameSpan.start === at(place, start);
  const member = expr && find(expr, isMeant);
  return member && { holder: member.object, type: types.get(member.object) };
}

/** The types of the arguments of the call at the place, in which a text is being written. */
export function argumentTypes(
  place: TemplatePlace,
  start: number,
  evaluated: Evaluated,
  custom: CustomRows,
): readonly Type[] {
  const quote = place.decoded.text.charAt(start - 1);
  const { expr, types } = inferred(place, start, placeholder + quote, evaluated, custom);
  const isMeant = (each: Expr): each is Call =>
    each.kind === "call" && each.nameSpan.start === at(place, place.call?.start ?? 0);
  const call = expr && find(expr, isMeant);
  return call?.args.flatMap((arg) => types.get(arg) ?? []) ?? [];
}

const placeholder = "imlc";

/** What stands before a place, with something put there so that it can be read. */
function inferred(
  { begin, decoded }: TemplatePlace,
  start: number,
  rest: string,
  { part, unit, variables }: Evaluated,
  custom: CustomRows,
): { readonly expr: Expr | undefined; readonly types: ReadonlyMap<Expr, Type> } {
  const text = `{{${decoded.text.slice(begin, start)}${rest}`;
  const { uri } = part.analysis.source;
  const isVariable = (name: string): boolean => variables.has(name);
  const read = parseTemplate(
    { text, start: 0, offsets: undefined },
    { start: 0, end: text.length },
    { uri, isVariable },
  );
  const types = new Map<Expr, Type>();
  const [expression] = read.value.parts;
  if (expression?.kind !== "expression" || !unit.scope) return { expr: undefined, types };
  infer(expression.expr, { uri, scope: unit.scope, variables, custom, types, diagnostics: [] });
  return { expr: expression.expr, types };
}

/** Where an index of the text stands in the text that is read instead. */
function at({ begin }: TemplatePlace, index: number): number {
  return index - begin + 2;
}

function find<E extends Expr>(expr: Expr, isMeant: (each: Expr) => each is E): E | undefined {
  if (isMeant(expr)) return expr;
  for (const child of children(expr)) {
    const found = find(child, isMeant);
    if (found) return found;
  }
  return undefined;
}
