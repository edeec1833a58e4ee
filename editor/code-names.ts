import { globals } from "../compiler/functions/globals.ts";
import { parseCode } from "../compiler/functions/syntax.ts";
import type { Expr } from "../grammar/iml/ast.ts";
import { isPrototypeName } from "../language/prototype-names.ts";

/** A name of JavaScript for what an expression gives, which is not taken. */
export function parameterName(expr: Expr, taken: ReadonlySet<string>): string {
  return freeName(camelCase(meant(expr)) || "value", (name) => taken.has(name));
}

/** The name, or the name with a number, if it is taken or means something in JavaScript. */
export function freeName(name: string, isTaken: (name: string) => boolean): string {
  const isFree = (each: string): boolean => isIdentifier(each) && !isTaken(each);
  if (isFree(name)) return name;
  for (let count = 2; ; count++) if (isFree(`${name}${count}`)) return `${name}${count}`;
}

/** The words of a name as JavaScript writes them: `x-shop-event` is `xShopEvent`. */
export function camelCase(name: string): string {
  const [first = "", ...others] = name.split(/[^A-Za-z\d]+/).filter((word) => word !== "");
  const words = others.map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  const joined = first.charAt(0).toLowerCase() + first.slice(1) + words.join("");
  return /^\d/.test(joined) ? `_${joined}` : joined;
}

function meant(expr: Expr): string {
  switch (expr.kind) {
    case "variable":
    case "member":
      return /^\d+$/.test(expr.name) && expr.kind === "member" ? meant(expr.object) : expr.name;
    case "index":
      return expr.index?.kind === "literal" && typeof expr.index.value === "string"
        ? expr.index.value
        : meant(expr.object);
    case "unary":
      return expr.operator === "-" ? "number" : "condition";
    case "binary":
      return /^[=<>!&|]/.test(expr.operator) ? "condition" : "sum";
    case "call":
    case "literal":
    case "empty":
    case "missing":
      return "value";
  }
}

function isIdentifier(name: string): boolean {
  const { value } = parseCode({ uri: "", text: `function f(${name}) {}` });
  return value !== undefined && !globals.has(name) && !isPrototypeName(name);
}
