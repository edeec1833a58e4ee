import type { Diagnostic } from "../../grammar/diagnostic.ts";
import type { Findings } from "./findings.ts";
import { clean } from "./pretty.ts";
import { ranges } from "./ranges.ts";
import { summary } from "./summary.ts";
import { painter, tones } from "./tone.ts";

/** For people with many findings: a line for each, below the name of its file. */
export function stylish(findings: Findings, color: boolean): string {
  const paint = painter(color);
  const range = ranges(findings.files);
  const placeOf = ({ uri, span }: Diagnostic): string => {
    const { line, column } = range(uri, span).start;
    return `${line}:${column}`;
  };
  const width = widest(findings.diagnostics.map(placeOf));
  const groups = Object.entries(Object.groupBy(findings.diagnostics, ({ uri }) => uri));
  const blocks = groups.map(([uri, group = []]) => {
    const severities = widest(group.map(({ severity }) => severity));
    const lines = group.map((found) => {
      const { severity, message, code } = found;
      const blank = " ".repeat(severities - severity.length);
      return `  ${placeOf(found).padStart(width)}  ${paint(tones[severity], severity)}${blank}  ${clean(message)}  ${paint("dim", code)}\n`;
    });
    return `${paint("underline", uri)}\n${lines.join("")}`;
  });
  return [...blocks, `${summary(findings)}\n`].join("\n");
}

function widest(texts: readonly string[]): number {
  return Math.max(0, ...texts.map(({ length }) => length));
}
