import { ImlError } from "../language/error.ts";
import type { Failure } from "./engine/engine.ts";
import { RuntimeError } from "./errors.ts";

/** What is kept of an error: its code, its words, and the place in the manifest. */
export function failureOf(error: unknown, place: string | undefined): Failure {
  if (error instanceof ImlError) return { code: error.code, message: error.message, place: error.place };
  if (error instanceof RuntimeError) return { code: error.code, message: error.message, place };
  const message = error instanceof Error ? `${error.name}: ${error.message}` : "Something that is no error was thrown.";
  return { code: "expression-failed", message, place };
}
