import type { Shape } from "../../compiler/manifest/shape.ts";
import { takes } from "../../compiler/manifest/words.ts";

/** What a shape takes, as a sentence in italics. */
export function taken(shape: Shape): string {
  if (shape.kind === "unrun") {
    const unrun = shape.matters ? "An error, for imlc does not run it" : "Left out by imlc";
    return `${taken(shape.of)} *${unrun}: ${shape.instead}.*`;
  }
  const limits = limitsOf(shape);
  return `*Takes ${what(shape)}${limits === "" ? "" : `; ${limits}`}.*`;
}

function what(shape: Shape): string {
  switch (shape.kind) {
    case "list":
      return `a list, each item ${what(shape.of)}`;
    case "map":
      return `an object with any keys, each value ${what(shape.of)}`;
    case "either":
      return `${what(shape.short)}; or ${what(shape.long)}${shape.long.kind === "unrun" ? ", which imlc does not run" : ""}`;
    case "anything":
      return "any JSON, with templates anywhere in it";
    case "data":
      return "any JSON";
    case "template":
      return shape.want.kind === "any" ? "a scalar or a template" : takes(shape);
    case "unrun":
      return what(shape.of);
    case "choice":
    case "record":
    case "requests":
    case "constant":
      return takes(shape);
  }
}

function limitsOf(shape: Shape): string {
  switch (shape.kind) {
    case "template":
      return [
        shape.max === undefined ? "" : `at most ${shape.max} characters`,
        shape.range === undefined ? "" : rangeText(shape.range),
      ]
        .filter((limit) => limit !== "")
        .join(", ");
    case "constant":
      return shape.range === undefined ? "" : rangeText(shape.range);
    case "either":
      return limitsOf(shape.short);
    case "unrun":
      return limitsOf(shape.of);
    case "requests":
    case "choice":
    case "record":
    case "map":
    case "list":
    case "anything":
    case "data":
      return "";
  }
}

function rangeText([least, greatest]: readonly [number, number]): string {
  return `from ${least} to ${greatest}`;
}
