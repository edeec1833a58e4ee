import type { LogFields } from "./log.ts";

/** The kind of an error and where it was thrown, without its words, which may quote anything. */
export function whereFrom(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  return {
    error: error.name,
    at: error.stack
      ?.split("\n")
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 5),
  };
}
