import { show } from "../language/type-relations.ts";
import type { Hint } from "./answers.ts";
import { partsOf } from "./parts.ts";
import type { FileInApp } from "./workspace.ts";

/** The type of each directive whose value is an expression, behind it. Of a type of which nothing is known, nothing is said. */
export function hintsIn({ source: { uri }, app }: FileInApp): readonly Hint[] {
  return partsOf(app)
    .filter(({ analysis }) => analysis.source.uri === uri)
    .flatMap(({ analysis }) =>
      [...analysis.results].flatMap(([{ field }, type]) =>
        field.kind === "expression" && field.uri === uri && type.kind !== "any"
          ? [{ offset: field.span.end, label: `: ${show(type)}` }]
          : [],
      ),
    )
    .sort((a, b) => a.offset - b.offset);
}
