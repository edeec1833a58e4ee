import type { Severity } from "../../grammar/diagnostic.ts";
import type { Findings } from "./findings.ts";
import { ranges } from "./ranges.ts";

/** Workflow commands, by which GitHub shows findings beside the changed lines. */
export function github({ files, diagnostics }: Findings): string {
  const range = ranges(files);
  return diagnostics
    .map(({ code, severity, message, uri, span }) => {
      const { start, end } = range(uri, span);
      const place = `file=${property(uri)},line=${start.line},endLine=${end.line},col=${start.column},endColumn=${end.column}`;
      return `::${commands[severity]} ${place},title=${property(code)}::${value(message)}\n`;
    })
    .join("");
}

const commands: Readonly<Record<Severity, string>> = { error: "error", warning: "warning", hint: "notice" };

function value(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return value(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
