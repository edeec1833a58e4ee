import { isArray, isBuffer, isCollection, isDate } from "../../language/kinds.ts";
import type { Collection, Value } from "../../language/values.ts";

/** Says, on top of each page, where it comes from. */
export const generated =
  "<!-- Made by `imlc reference` from the declarations in the sources; a change of this file would be lost. -->";

/** Blocks with a blank line between them, ended by a line feed. */
export function blocks(...texts: readonly string[]): string {
  return `${texts.filter((text) => text !== "").join("\n\n")}\n`;
}

/** A text as code inside a line, whatever backticks it holds. */
export function code(text: string): string {
  const fence = fenceOf(text, 1);
  return fence.length > 1 ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`;
}

/** Lines of code of a language, whatever backticks they hold. */
export function codeBlock(language: string, text: string): string {
  const fence = fenceOf(text, 3);
  return `${fence}${language}\n${text}\n${fence}`;
}

/** More backticks than the text has in a row, and at least some. */
function fenceOf(text: string, least: number): string {
  const runs = [...text.matchAll(/`+/g)].map(([run]) => run.length + 1);
  return "`".repeat(Math.max(least, ...runs));
}

/** A table; a cell is Markdown without line feeds. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}

/** A line of a list. */
export function bullet(text: string, depth = 0): string {
  return `${"  ".repeat(depth)}- ${text}`;
}

/** A link to a heading of the same page. */
export function toHeading(heading: string): string {
  return `[${heading}](#${anchor(heading)})`;
}

/** The anchor of a heading as GitHub makes it, and the site of the documentation after it. */
export function anchor(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, "")
    .replaceAll(" ", "-");
}

/** An expression and its value, with the variables that it reads. */
export function exampleLine([expression, value, context]: readonly [string, Value, Collection?]): string {
  const where = Object.entries(context ?? {}).map(([name, each]) => `${code(name)} is ${code(valueText(each))}`);
  const known = where.length > 0 ? `, where ${where.join(" and ")}` : "";
  return bullet(`${code(expression)} gives ${code(valueText(value))}${known}`);
}

/** A value as a line shows it: JSON; dates are ISO 8601 without quotes, buffers the hexadecimal of their bytes. */
export function valueText(value: Value): string {
  if (typeof value === "string") return visible(JSON.stringify(value));
  if (isDate(value)) return value.toISOString();
  if (isBuffer(value)) return `<${[...value].map((byte) => byte.toString(16).padStart(2, "0")).join(" ")}>`;
  if (isArray(value)) return `[${value.map(valueText).join(", ")}]`;
  if (!isCollection(value)) return String(value);
  const entries = Object.entries(value).map(([key, each]) => `${visible(JSON.stringify(key))}: ${valueText(each)}`);
  return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}

/** Blank space that nobody would see, and controls, are written as escapes. */
function visible(text: string): string {
  return text.replace(/(?! )[\p{Z}\p{C}]/gu, (character) =>
    [...Array(character.length).keys()]
      .map((unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, "0")}`)
      .join(""),
  );
}
