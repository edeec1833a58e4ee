import type { Expr } from "../../grammar/iml/ast.ts";
import type { Field } from "../program.ts";
import { isConstant, literalText } from "./expressions.ts";
import { outcomesOf } from "./outcomes.ts";
import { type Path, pathOf } from "./paths.ts";

/** How a uid is made: the texts that are written out, with the values between them. */
export interface UidForm {
  /** One more than there are values; the first stands before them all. */
  readonly texts: readonly string[];
  /** Where each value is read from; undefined of one that is calculated. */
  readonly paths: readonly (Path | undefined)[];
  /** The functions that change the letters of the values, without those that are applied to all uids alike. */
  readonly functions: ReadonlySet<string>;
}

/** The one form that a uid has; undefined of a constant, and where it is made in several ways. */
export function uidForm(field: Field): UidForm | undefined {
  switch (field.kind) {
    case "expression":
      return onlyForm(field.expr);
    case "text":
      return joined(field.parts.map((part) => (typeof part === "string" ? textForm(part) : onlyForm(part.expr))));
    case "constant":
    case "array":
    case "object":
      return undefined;
  }
}

/** A form as people read it: `team-…`. */
export function showForm({ texts }: UidForm): string {
  return texts.join("…");
}

/** What a function does to a text, if uids that went through it are equal only to such that did, too. */
export const changes: ReadonlyMap<string, string> = new Map([
  ["lower", "lower-cased"],
  ["upper", "upper-cased"],
  ["capitalize", "capitalized"],
  ["startcase", "put into start case"],
  ["trim", "trimmed"],
  ["md5", "hashed (`md5`)"],
  ["sha1", "hashed (`sha1`)"],
  ["sha256", "hashed (`sha256`)"],
  ["sha512", "hashed (`sha512`)"],
  ["base64", "encoded (`base64`)"],
  ["encodeURL", "encoded (`encodeURL`)"],
  ["decodeURL", "decoded (`decodeURL`)"],
]);

/** The form of all that an expression may give, if it is one; where each value comes from is open then. */
function onlyForm(expr: Expr): UidForm | undefined {
  const forms = outcomesOf(expr)
    .filter((outcome) => !isConstant(outcome))
    .map(formOf);
  const [first, ...others] = forms;
  if (!first || others.length === 0) return first;
  const areAlike = others.every((other) => other && isLike(first, other));
  return areAlike ? { ...first, paths: first.paths.map(() => undefined) } : undefined;
}

function isLike(a: UidForm, b: UidForm): boolean {
  return showForm(a) === showForm(b) && [...a.functions].sort().join() === [...b.functions].sort().join();
}

function formOf(expr: Expr): UidForm | undefined {
  const text = literalText(expr);
  if (text !== undefined) return textForm(text);
  if (expr.kind === "binary" && (expr.operator === "+" || expr.operator === "join")) {
    return joined([formOf(expr.left), formOf(expr.right)]);
  }
  const call = expr.kind === "call" && (expr.name === "toString" || changes.has(expr.name)) ? expr : undefined;
  const [argument] = call?.args ?? [];
  const inner = argument && onlyForm(argument);
  if (call && inner)
    return { ...inner, functions: new Set([...inner.functions, call.name].filter((name) => changes.has(name))) };
  return { texts: ["", ""], paths: [pathOf(expr)], functions: new Set() };
}

function textForm(text: string): UidForm {
  return { texts: [text], paths: [], functions: new Set() };
}

function joined(forms: readonly (UidForm | undefined)[]): UidForm | undefined {
  return forms.reduce<UidForm | undefined>((left, right) => left && right && sideBySide(left, right), textForm(""));
}

/** The last text of the left and the first of the right become one. */
function sideBySide(left: UidForm, right: UidForm): UidForm {
  const middle = `${left.texts.at(-1) ?? ""}${right.texts[0] ?? ""}`;
  return {
    texts: [...left.texts.slice(0, -1), middle, ...right.texts.slice(1)],
    paths: [...left.paths, ...right.paths],
    functions: new Set([...left.functions, ...right.functions]),
  };
}
