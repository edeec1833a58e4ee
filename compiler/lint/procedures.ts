import type { Analysis } from "../analyze.ts";

/** Whether there is a procedure that sends something. One that could not be read counts as there, for it is meant to be. */
export function isThere(procedure: Analysis | undefined): boolean {
  if (!procedure) return false;
  return procedure.program !== undefined || procedure.diagnostics.some(({ severity }) => severity === "error");
}
