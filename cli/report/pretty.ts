import type { Diagnostic } from "../../grammar/diagnostic.ts";
import type { Findings } from "./findings.ts";
import { type Range, ranges } from "./ranges.ts";
import { summary } from "./summary.ts";
import { type Paint, painter, tones } from "./tone.ts";

/** For people: each finding with the lines that it is about. */
export function pretty(findings: Findings, color: boolean): string {
  const paint = painter(color);
  const range = ranges(findings.files);
  const blocks = findings.diagnostics.map((found) => {
    const { uri, span, related = [] } = found;
    const place = range(uri, span);
    return [
      head(found, place, paint),
      `  ${clean(found.message)}`,
      "",
      ...codeFrame(findings.files.get(uri) ?? "", place, (text) => paint(tones[found.severity], text)),
      ...related.map((other) => {
        const { line, column } = range(other.uri, other.span).start;
        return `  see ${other.uri}:${line}:${column}: ${clean(other.message)}`;
      }),
      ...fixLine(found, paint),
      "",
    ].join("\n");
  });
  return [...blocks, `${summary(findings)}\n`].join("\n");
}

function head({ uri, severity, code }: Diagnostic, { start }: Range, paint: Paint): string {
  return `${uri}:${start.line}:${start.column} ${paint(tones[severity], severity)} ${paint("bold", code)}`;
}

function fixLine({ fix }: Diagnostic, paint: Paint): readonly string[] {
  if (!fix) return [];
  return [`  ${paint("green", "fix:")} ${clean(fix.title)} (\`${fix.unsafe ? "--fix-unsafe" : "--fix"}\`)`];
}

/**
 * The line of `start` with the one before it, and the span underlined; a span of several lines ends with its first. Of a
 * long line the part around the span is shown.
 */
export function codeFrame(text: string, { start, end }: Range, mark: (text: string) => string): readonly string[] {
  const lines = text.split("\n");
  const line = lines[start.line - 1] ?? "";
  const width = String(start.line).length;
  const from = line.length <= longest ? 0 : Math.max(0, start.column - 1 - shownBefore);
  const show = (number: number, gutter: string): string =>
    `  ${gutter} ${String(number).padStart(width)} | ${clean(part(lines[number - 1] ?? "", from))}`;
  const length = (end.line === start.line ? end.column : line.length + 1) - start.column;
  const blank = start.column - 1 - from;
  const marks = "^".repeat(Math.max(1, Math.min(length, longest - blank)));
  const underline = `    ${" ".repeat(width)} | ${" ".repeat(blank)}${mark(marks)}`;
  return [...(start.line > 1 ? [show(start.line - 1, " ")] : []), show(start.line, ">"), underline];
}

/** How many characters of a line are shown, and how many of them before a span that begins further right. */
const longest = 160;
const shownBefore = 60;

/** What is shown of a line that is shown from a character on; an ellipsis stands for the first and last of what is left out. */
function part(line: string, from: number): string {
  const shown = line.slice(from, from + longest);
  const opened = from > 0 && shown !== "" ? `…${shown.slice(1)}` : shown;
  return from + longest < line.length ? `${opened.slice(0, -1)}…` : opened;
}

/** Tabs as one blank, so that the marks stand below what they mean; control characters cannot drive the terminal. */
export function clean(line: string): string {
  return line.replace(/\p{Cc}/gu, " ");
}
