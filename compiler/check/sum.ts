import { type Type, t, union } from "../../language/types.ts";
import { alternatives } from "./truth.ts";

/** The type of `left + right`: beside nothing a value stays what it is, numbers add, and all else is joined as text. */
export function sum(left: Type, right: Type): Type {
  const [a, b] = [alternatives(left), alternatives(right)];
  const [someA, someB] = [a.filter(isSome), b.filter(isSome)];
  const beside = [...(someA.length < a.length ? someB : []), ...(someB.length < b.length ? someA : [])];
  const both = someA.length < a.length && someB.length < b.length ? [t.null] : [];
  const kinds = new Set(someB.map(({ kind }) => kind));
  const joined = [...new Set(someA.map(({ kind }) => kind))].flatMap((kind) =>
    [...kinds].map((other) => sumOf(kind, other)),
  );
  return union(...both, ...beside, ...joined);
}

function sumOf(a: Type["kind"], b: Type["kind"]): Type {
  if (a === "text" || b === "text") return t.text;
  if (a === "any" || b === "any") return t.any;
  return numbers.has(a) && numbers.has(b) ? t.number : t.text;
}

/** What counts as a number beside another one. */
const numbers: ReadonlySet<Type["kind"]> = new Set(["number", "boolean", "date"]);

function isSome({ kind }: Type): boolean {
  return kind !== "undefined" && kind !== "null";
}
