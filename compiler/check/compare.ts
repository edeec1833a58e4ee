import type { Binary } from "../../grammar/iml/ast.ts";
import { present } from "../../language/type-relations.ts";
import type { Type } from "../../language/types.ts";
import { mixedComparison } from "./diagnostics.ts";
import type { Inference } from "./infer.ts";
import { withArticle } from "./key.ts";

/**
 * Warns of an equality between types that have no value in common. Undefined and null do not count: to ask whether
 * something is there at all is what comparing with them is for.
 */
export function compare({ span }: Binary, left: Type, right: Type, { uri, diagnostics }: Inference): void {
  const a = kindsOf(left);
  const b = kindsOf(right);
  if (a.size === 0 || b.size === 0 || [...a].some((kind) => kind === "any" || b.has(kind)) || b.has("any")) return;
  diagnostics.push(
    mixedComparison({ uri, span }, { left: withArticle(present(left)), right: withArticle(present(right)) }),
  );
}

function kindsOf(type: Type): ReadonlySet<Type["kind"]> {
  const alternatives = type.kind === "union" ? type.of : [type];
  return new Set(alternatives.map(({ kind }) => kind).filter((kind) => kind !== "undefined" && kind !== "null"));
}
