import type { Diagnostic } from "../../grammar/diagnostic.ts";
import type { JsonNode } from "../../grammar/json/ast.ts";
import type { Span } from "../../grammar/source.ts";
import { isWritten } from "../manifest/words.ts";
import { wrongParameterValue } from "./diagnostics.ts";
import type { ListKind } from "./list.ts";

/** Where lists are read, and where it goes what is found in them. */
export interface ListReading {
  readonly uri: string;
  readonly kind: ListKind;
  readonly diagnostics: Diagnostic[];
}

/** Says that a value is of the wrong kind. `what` names its place at the beginning of a sentence. */
export function reportWrong(json: JsonNode, what: string, takes: string, reading: ListReading): void {
  reading.diagnostics.push(wrongParameterValue(placeOf(json, reading), { what, is: isWritten(json), takes }));
}

/** The place of a finding. An object or a list is long: its first character stands for it. */
export function placeOf(json: JsonNode, { uri }: ListReading): { readonly uri: string; readonly span: Span } {
  const { start, end } = json.span;
  const isLong = json.kind === "object" || json.kind === "array";
  return { uri, span: { start, end: isLong ? start + 1 : end } };
}
