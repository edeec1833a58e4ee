import { ImlError } from "../../language/error.ts";
import { EngineError } from "../engine/error.ts";
import { RuntimeError } from "../errors.ts";
import { failureOf } from "../failure.ts";
import type { Failed } from "./call.ts";

/** What a step comes to, or why it could not be made. Rejects if the store fails, or the program: then nothing is known. */
export async function attempt<T>(step: () => Promise<T | Failed>): Promise<T | Failed> {
  try {
    return await step();
  } catch (error) {
    if (error instanceof EngineError || !(error instanceof RuntimeError || error instanceof ImlError)) throw error;
    const failure = failureOf(error, undefined);
    return { kind: "failed", failure, transient: false, doubtful: true, answered: false };
  }
}

/** Whether a step failed. */
export function isFailed<T extends object>(ended: T | Failed): ended is Failed {
  return "kind" in ended && ended.kind === "failed";
}
