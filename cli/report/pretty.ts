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
      `  ${found.message}`,
      "",
      ...codeFrame(findings.files.get(uri) ?? "", place, (text) => paint(tones[found.severity], text)),
      ...related.map((other) => {
        const { line, column } = range(other.uri, other.span).start;
        return `  see ${other.uri}:${line}:${column}: ${other.message}`;
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
  return [`  ${paint("green", "fix:")} ${fix.title} (\`${fix.unsafe ? "--fix-unsafe" : "--fix"}\`)`];
}

/** The line of `start` with the one before it, and the span underlined; a span of several lines ends with its first. */
export function codeFrame(text: string, { start, end }: Range, mark: (text: string) => string): readonly string[] {
  const lines = text.split("\n");
  const width = String(start.line).length;
  const show = (line: number, gutter: string): string =>
    `  ${gutter} ${String(line).padStart(width)} | ${clean(lines[line - 1] ?? "")}`;
  const length =
    end.line === start.line ? end.column - start.column : (lines[start.line - 1] ?? "").length - start.column + 1;
  const underline = `    ${" ".repeat(width)} | ${" ".repeat(start.column - 1)}${mark("^".repeat(Math.max(1, length)))}`;
  return [...(start.line > 1 ? [show(start.line - 1, " ")] : []), show(start.line, ">"), underline];
}

/** Tabs as one blank, so that the marks stand below what they mean; control characters cannot drive the terminal. */
function clean(line: string): string {
  return line.replace(/\p{Cc}/gu, " ");
}
