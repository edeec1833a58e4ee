import type { Span } from "../../grammar/source.ts";
import { show } from "../../language/type-relations.ts";
import type { Type } from "../../language/types.ts";
import { type AccessProblem, readKey } from "./access.ts";
import { noFields, unknownField, unseenField } from "./diagnostics.ts";
import type { Inference } from "./infer.ts";
import { nearest } from "./nearest.ts";
import { quoting, renaming } from "./renaming.ts";

/** The type of what a key of a value holds; says so where no value can have it. */
export function inferKey(object: Type, key: WrittenKey, inference: Inference): Type {
  const { type, problem } = readKey(object, key.name);
  if (problem) report(problem, key, inference);
  return type;
}

/** A key as an expression names it: behind a dot, or as a text in brackets. */
export interface WrittenKey {
  readonly name: string;
  readonly span: Span;
  readonly as: "name" | "text";
}

function report(problem: AccessProblem, { name, span, as }: WrittenKey, { uri, diagnostics }: Inference): void {
  const place = { uri, span };
  const fix = as === "name" ? renaming : quoting;
  switch (problem.kind) {
    case "no-field": {
      const meant = nearest(name, problem.fields);
      diagnostics.push(unknownField(place, { name, origin: problem.origin, nearest: meant }, fix(span, meant)));
      return;
    }
    case "unseen": {
      const meant = nearest(name, problem.fields);
      diagnostics.push(unseenField(place, { name, origin: problem.origin, nearest: meant }, fix(span, meant)));
      return;
    }
    case "no-collection":
      diagnostics.push(noFields(place, { name, type: withArticle(problem.type), hint: hint(problem.type, name) }));
  }
}

function hint(type: Type, name: string): string {
  if (name === "length" && (type.kind === "text" || type.kind === "array")) return " The function `length(…)` counts.";
  return type.kind === "array"
    ? ` Its first item is \`[1]\`, and \`map(…, '${name}')\` gives the \`${name}\` of all.`
    : "";
}

/** A type as a sentence has it: `a date`, `an array of text`, `text or number`. */
export function withArticle(type: Type): string {
  switch (type.kind) {
    case "array":
      return `an ${show(type)}`;
    case "boolean":
    case "number":
    case "date":
    case "buffer":
    case "collection":
      return `a ${show(type)}`;
    case "any":
    case "undefined":
    case "null":
    case "text":
    case "union":
      return show(type);
  }
}
