import type { ListKind, ParameterList } from "../../compiler/parameters/list.ts";
import { readParameters } from "../../compiler/parameters/read.ts";
import type { Parsed } from "../../grammar/diagnostic.ts";
import { parseJson } from "../../grammar/json/parse.ts";

/** The list that a text holds, which is JSON without a slip. */
export function listIn(text: string, kind: ListKind = "parameters"): Parsed<ParameterList> {
  const source = { uri: "params.iml.json", text };
  const { value, diagnostics } = parseJson(source);
  if (diagnostics.length > 0) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return readParameters(source, value, kind);
}
