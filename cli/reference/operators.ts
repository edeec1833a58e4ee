import { binaryRows, type OperatorRow, unaryRows } from "../../grammar/iml/operator-rows.ts";
import { blocks, code, exampleLine, generated, table } from "./markdown.ts";

type Named = readonly [shown: string, row: OperatorRow];

const unary = Object.entries(unaryRows).map(([operator, row]): Named => [`${operator}a`, row]);

const binary = Object.entries(binaryRows).map(
  ([operator, row]): Named => [operator === "join" ? "a b" : `a ${operator} b`, row],
);

/** The page of all operators, those that bind tightest first. */
export function operatorsPage(): string {
  const levels = [...Map.groupBy([...unary, ...binary], ([, { level }]) => level)].sort(([a], [b]) => b - a);
  return blocks(
    generated,
    "# Operators",
    "Operators of a lower row of this table are applied after those of a higher one; operators of one row from left to right. Parentheses group.",
    table(
      ["level", "operators", "also written"],
      levels.map(([level, rows]) => [
        String(level),
        rows.map(([shown]) => code(shown)).join(" "),
        rows.flatMap(([, { aliases = [] }]) => aliases.map(code)).join(" "),
      ]),
    ),
    `Other languages write ${words()}; in IML that is an error, which names the operator to write.`,
    ...levels.flatMap(([, rows]) => rows.flatMap(entry)),
  );
}

function words(): string {
  return [...unary, ...binary]
    .flatMap(([shown, { word }]) => (word === undefined ? [] : [`${code(word)} for ${code(shown)}`]))
    .join(", ");
}

function entry([shown, { doc, aliases = [], source, examples }]: Named): readonly string[] {
  const also = aliases.length > 0 ? ` Also written ${aliases.map(code).join(", ")}.` : "";
  return [`## ${code(shown)}`, doc + also, examples.map(exampleLine).join("\n"), `Source: ${source}.`];
}
