import type { Diagnostic } from "../../grammar/diagnostic.ts";
import type { Analysis } from "../analyze.ts";
import { ignoredDirective, notRun } from "../manifest/diagnostics.ts";

/** What is found in a manifest; that imlc does not run a part of it says nothing if it runs none of it. */
export function findingsOf(analysis: Analysis | undefined, isRun: boolean): readonly Diagnostic[] {
  const found = analysis?.diagnostics ?? [];
  return isRun ? found : found.filter(({ code }) => !aboutRunning.has(code));
}

const aboutRunning: ReadonlySet<string> = new Set([notRun.spec.code, ignoredDirective.spec.code]);
