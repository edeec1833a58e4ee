import { type FunctionSpec, parameterOf } from "../language/functions/define.ts";
import { builtins } from "../language/functions/index.ts";
import { show } from "../language/type-relations.ts";
import type { Signature } from "./answers.ts";
import { functionDoc } from "./complete-expression.ts";
import { jsonPlaceAt } from "./json-place.ts";
import { customRows } from "./parts.ts";
import { templatePlaceAt } from "./template-place.ts";
import type { FileInApp } from "./workspace.ts";

/** The function whose arguments are being written at an offset. */
export function signatureAt(file: FileInApp, offset: number): Signature | undefined {
  const place = jsonPlaceAt(file.source.text, offset);
  if (place.kind !== "value" || !place.written.string) return undefined;
  const call = templatePlaceAt(file.source, place.written.span, offset)?.call;
  const row = call && (customRows(file.app).get(call.name) ?? builtins.get(call.name));
  return row && signatureOf(row, call.argument);
}

function signatureOf(row: FunctionSpec, argument: number): Signature {
  const params = row.params.map(parameterOf);
  let label = `${row.name}(`;
  const parameters = params.map(({ name, type, optional, rest }, index) => {
    if (index > 0) label += "; ";
    const start = label.length;
    label += `${name}${optional ? "?" : ""}${rest ? "…" : ""}`;
    return { label: { start, end: label.length }, doc: show(type) };
  });
  const isRest = params.at(-1)?.rest === true;
  const active = isRest ? Math.min(argument, params.length - 1) : argument;
  return { label: `${label})`, doc: functionDoc(row), parameters, active };
}
