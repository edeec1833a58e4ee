import type { Diagnostic } from "../../grammar/diagnostic.ts";

/** What a check found, with the text of every file that was read, by its path. */
export interface Findings {
  readonly files: ReadonlyMap<string, string>;
  readonly diagnostics: readonly Diagnostic[];
  readonly milliseconds: number;
}
