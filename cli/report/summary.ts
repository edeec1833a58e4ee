import type { Severity } from "../../grammar/diagnostic.ts";
import type { Findings } from "./findings.ts";

/** In one sentence, how much was read and how much was found. */
export function summary({ files, diagnostics, milliseconds }: Findings): string {
  const count = (severity: Severity): number => diagnostics.filter((found) => found.severity === severity).length;
  const found = (["error", "warning", "hint"] as const)
    .filter((severity) => count(severity) > 0)
    .map((severity) => plural(count(severity), severity));
  return `${plural(files.size, "file")} checked in ${Math.round(milliseconds)} ms: ${found.length > 0 ? found.join(", ") : "nothing to report"}.`;
}

/** A number with its noun. */
export function plural(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
