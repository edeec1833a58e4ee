import { analyzeProject, type CatalogueEntry, filesInMemory, findProject } from "../compiler/index.ts";
import { rules } from "../compiler/lint/rules.ts";
import type { Diagnostic, Example } from "../grammar/diagnostic.ts";

/** Which of the fixes of `check` makes the one that a code has; undefined if it has none. */
export type FixOption = "--fix" | "--fix-unsafe";

/** What the bad example of a code raises: what its findings look like. */
export function exampleFinding({ code, example }: CatalogueEntry): Diagnostic | undefined {
  const files = filesInMemory(filesOf(example.bad));
  const { diagnostics } = analyzeProject(findProject(files, ["."]), files);
  return diagnostics.find((each) => each.code === code);
}

/** The files of an example, by their names. */
export function filesOf(example: Example): Readonly<Record<string, string>> {
  return typeof example === "string" ? { "webhook.iml.json": example } : example;
}

/** What makes the fix of a finding. */
export function fixOption(finding: Diagnostic | undefined): FixOption | undefined {
  if (!finding?.fix) return undefined;
  return finding.fix.unsafe ? "--fix-unsafe" : "--fix";
}

/** Whether a code is that of a rule, which `imlc.json` can set to another severity or turn off. */
export function isRule(code: string): boolean {
  return rules.some(({ diagnostic }) => diagnostic.spec.code === code);
}
