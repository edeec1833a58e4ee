import { type ConversionRow, conversionRows } from "../../language/conversion-rows.ts";
import { blocks, bullet, code, exampleLine, generated, table } from "./markdown.ts";

/** The page of all conversions, by the type that is wanted. */
export function conversionsPage(): string {
  return blocks(
    generated,
    "# Conversions",
    "Where a value of another type is wanted, it is converted. What cannot be is refused: the function throws an error that names itself, the parameter, the value and the place.",
    ...Object.entries(conversionRows).flatMap(([wanted, row]) => entry(wanted, row)),
  );
}

function entry(wanted: string, { doc, rules, source, examples, refused }: ConversionRow): readonly string[] {
  const failing = refused.map(([expression, error]) => bullet(`${code(expression)} throws ${code(error)}`));
  return [
    `## To ${wanted}`,
    doc,
    table(["from", "gives"], rules),
    [...examples.map(exampleLine), ...failing].join("\n"),
    `Source: ${source}.`,
  ];
}
