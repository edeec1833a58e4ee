import { type FunctionSpec, type Parameter, parameterOf } from "../../language/functions/define.ts";
import { builtins } from "../../language/functions/index.ts";
import { resultOf, signature } from "../../language/functions/signature.ts";
import { show } from "../../language/type-relations.ts";
import { blocks, bullet, code, exampleLine, generated, toHeading } from "./markdown.ts";

/** The page of all functions, by their categories. */
export function functionsPage(): string {
  const byName = [...builtins.values()].sort((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));
  const names = new Set([...builtins.values()].map(({ category }) => category));
  const categories = [...names].map((name) => ({ name, rows: byName.filter(({ category }) => category === name) }));
  return blocks(
    generated,
    "# Functions",
    "Arguments are separated by `;` or `,`. A parameter with `?` may be left out, one with `…` takes any number of arguments. An argument of another type is [converted](conversions.md). Examples are evaluated in UTC.",
    categories
      .map(({ name, rows }) => bullet(`${title(name)}: ${rows.map((row) => toHeading(row.name)).join(", ")}`))
      .join("\n"),
    ...categories.flatMap(({ name, rows }) => [`## ${title(name)}`, ...rows.flatMap(entry)]),
  );
}

function title(category: string): string {
  return category.charAt(0).toUpperCase() + category.slice(1);
}

function entry(row: FunctionSpec): readonly string[] {
  const { name, doc, params, examples } = row;
  return [
    `### ${name}`,
    code(signature(row)),
    doc,
    [...params.map(parameterOf).map(parameterLine), bullet(resultText(row))].join("\n"),
    "Examples:",
    examples.map(exampleLine).join("\n"),
    notes(row),
  ];
}

function parameterLine({ name, type, optional, rest, lazy }: Parameter): string {
  const marks = [
    optional ? "optional" : "",
    rest ? "repeated" : "",
    lazy ? "evaluated only if it is needed" : "",
  ].filter((mark) => mark !== "");
  return bullet([`${code(name)}: ${show(type)}`, ...marks].join(", "));
}

function resultText(row: FunctionSpec): string {
  const type = show(resultOf(row));
  return typeof row.returns === "function"
    ? `gives ${type}; its type follows from those of the arguments`
    : `gives ${type}`;
}

function notes({ needs = [], impure, source }: FunctionSpec): string {
  const same = [
    "the same arguments",
    ...(needs.includes("zone") ? ["the same zone in force (`environment.timezone`)"] : []),
    ...(needs.includes("now") ? ["the same `now`"] : []),
  ].join(" and ");
  const purity = impure ? `Impure: ${same} may give another result.` : `Pure: ${same} give the same result.`;
  return `${purity} Source: ${source}.`;
}
