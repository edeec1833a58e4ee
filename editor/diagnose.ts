import { sorted } from "../compiler/analyze.ts";
import type { Diagnostic } from "../grammar/diagnostic.ts";
import type { Finding } from "./answers.ts";
import type { FindingsByFile } from "./findings.ts";

/** The findings of an app by their files, each with the address of its explanation below that of the page. */
export function findingsByFile(diagnostics: readonly Diagnostic[], docs: string | undefined): FindingsByFile {
  return Map.groupBy(
    diagnostics.map((found) => ({
      ...found,
      href: docs === undefined ? undefined : `${docs}#${found.code}`,
      ...(isUnnecessary(found) ? ({ unnecessary: true } as const) : {}),
    })),
    ({ uri }) => uri,
  );
}

/** What several apps, or an app and its project, have to say of one file. */
export function joined(parts: readonly (readonly Finding[])[]): readonly Finding[] {
  return sorted(parts.flat());
}

/** What is there and has no effect is what these codes are about. */
function isUnnecessary({ code }: Diagnostic): boolean {
  return /^unused-|^unreachable-/.test(code);
}
