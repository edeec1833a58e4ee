import { structuredPatch } from "diff";
import type { Value } from "../../language/values.ts";
import { inOrderOf, printed } from "./same.ts";

/** Lines of a difference: what was expected behind `-`, what came behind `+`, with a few lines around. */
export function difference(expected: Value, actual: Value): readonly string[] {
  const { hunks } = structuredPatch("", "", lines(expected), lines(inOrderOf(actual, expected)), "", "", {
    context: 3,
  });
  return hunks.flatMap(({ lines: changed }, index) => [...(index > 0 ? ["  …"] : []), ...changed.map(spaced)]);
}

function lines(value: Value): string {
  return `${printed(value)}\n`;
}

function spaced(line: string): string {
  return `${line.slice(0, 1)} ${line.slice(1)}`;
}
