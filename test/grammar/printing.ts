import { isDeepStrictEqual } from "node:util";
import type { Template } from "../../grammar/iml/ast.ts";
import { print } from "../../grammar/iml/print.ts";
import { readTemplate, withoutSpans } from "./read.ts";

/** Whether what is printed of a template is read as the same template, without an error. */
export function isReadAgain(template: Template): boolean {
  const { value, diagnostics } = readTemplate(print(template));
  const isWrong = diagnostics.some(({ severity }) => severity === "error");
  return !isWrong && isDeepStrictEqual(withoutSpans(value), withoutSpans(template));
}
