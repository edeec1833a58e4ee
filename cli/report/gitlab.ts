import type { Severity } from "../../grammar/diagnostic.ts";
import type { Findings } from "./findings.ts";
import { fingerprints } from "./identity.ts";
import { ranges } from "./ranges.ts";

/** The code quality report of GitLab, which its merge requests compare with that of the target branch. */
export function gitlab(findings: Findings): string {
  const range = ranges(findings.files);
  const names = fingerprints(findings);
  const issues = findings.diagnostics.map((found) => {
    const { start, end } = range(found.uri, found.span);
    return {
      description: found.message,
      check_name: found.code,
      fingerprint: names.get(found),
      severity: severities[found.severity],
      location: {
        path: found.uri,
        positions: {
          begin: { line: start.line, column: start.column },
          end: { line: end.line, column: end.column },
        },
      },
    };
  });
  return `${JSON.stringify(issues, null, 2)}\n`;
}

/** GitLab has `info`, `minor`, `major`, `critical` and `blocker`. */
const severities: Readonly<Record<Severity, string>> = { error: "critical", warning: "minor", hint: "info" };
