import type { Diagnostic } from "../../grammar/diagnostic.ts";
import type { Span } from "../../grammar/source.ts";
import { nearest } from "../../language/nearest.ts";
import { show } from "../../language/type-relations.ts";
import type { Type } from "../../language/types.ts";
import { type AccessProblem, readKey } from "./access.ts";
import { noFields, unknownField, unseenField } from "./diagnostics.ts";
import type { Inference } from "./infer.ts";
import { quoting, renaming } from "./renaming.ts";

/** The type of what a key of a value holds; says so where no value can have it. */
export function inferKey(object: Type, key: WrittenKey, inference: Inference): Type {
  const { type, problem } = readKey(object, key.name);
  if (problem) report(problem, key, inference);
  return type;
}

/** A key as an expression names it: behind a dot, as a text in brackets, or in a text that a function is given. */
export interface WrittenKey {
  readonly name: string;
  readonly span: Span;
  readonly as: "name" | "text";
  /** The path in which a function is given it. */
  readonly path?: string;
  /** What has the key, in words that begin a sentence. */
  readonly holder?: string;
  /** Whether it is told only if another key was probably meant. */
  readonly harmless?: true | undefined;
}

function report(problem: AccessProblem, key: WrittenKey, { uri, diagnostics }: Inference): void {
  const { name, span, holder = "This" } = key;
  const place = { uri, span };
  switch (problem.kind) {
    case "no-field": {
      const meant = nearest(name, problem.fields);
      if (key.harmless && meant === undefined) return;
      diagnostics.push(unknownField(place, { name, origin: problem.origin, nearest: meant }, changed(key, meant)));
      return;
    }
    case "unseen": {
      const meant = nearest(name, problem.fields);
      if (key.harmless && meant === undefined) return;
      diagnostics.push(unseenField(place, { name, origin: problem.origin, nearest: meant }, changed(key, meant)));
      return;
    }
    case "no-collection":
      diagnostics.push(
        noFields(place, { name, holder, type: withArticle(problem.type), hint: hint(problem.type, name) }),
      );
  }
}

/** The fix that writes another key where this one is; none where the path has it more than once. */
function changed({ name, span, as, path = name }: WrittenKey, meant: string | undefined): Pick<Diagnostic, "fix"> {
  if (as === "name") return renaming(span, meant);
  return path.split(name).length === 2 ? quoting(span, meant && path.replace(name, () => meant)) : {};
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
