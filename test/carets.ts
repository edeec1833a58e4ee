import type { Diagnostic } from "../grammar/diagnostic.ts";
import { positions } from "../grammar/source.ts";

/** A finding as text that reads well in a failure: `12:5-9 code: message`. */
type Finding = string;

/**
 * What the comments of a fixture announce: `// ^^^ code: message` says that there is such a finding at the carets'
 * columns in the next line above that is not such a comment.
 */
export function expectedFindings(text: string): readonly Finding[] {
  const lines = text.split("\n");
  const announced = lines.map((line) => /^\s*\/\/[^^]*(\^+) ([\w-]+: .+)$/d.exec(line.trimEnd()));
  return announced
    .flatMap((match, i) => {
      const [start = 0, end = 0] = match?.indices?.[1] ?? [];
      const line = announced.findLastIndex((other, above) => above < i && !other) + 1;
      return match ? [finding(line, start + 1, end + 1, match[2] ?? "")] : [];
    })
    .sort();
}

/** The same of diagnostics. One without extent takes one column, and one of several lines ends with the first. */
export function foundFindings(text: string, diagnostics: readonly Diagnostic[]): readonly Finding[] {
  const positionOf = positions(text);
  const lines = text.split("\n");
  return diagnostics
    .map(({ code, message, span }) => {
      const { line, column } = positionOf(span.start);
      const length = Math.min(span.end - span.start, (lines[line - 1]?.trimEnd().length ?? 0) + 1 - column);
      return finding(line, column, column + Math.max(1, length), `${code}: ${message}`);
    })
    .sort();
}

function finding(line: number, start: number, end: number, what: string): Finding {
  return `${line}:${start}-${end} ${what}`;
}
