import { RuntimeError } from "../errors.ts";

/**
 * `store-full`: no space left. `store-read-only`: it may not be written. `store-corrupt`: it is damaged or no store at
 * all. `store-locked`: another process has it. `store-version`: a newer version made it. `store-closed`: it was closed
 * before. `store-failed`: anything else that went wrong below. `file-exists`: there is something where a copy should go.
 * `duplicate-id`: the id is taken. `unknown-connection`: a subscription names a connection that there is not.
 *
 * @example
 * import type { EngineErrorCode } from "imlc/runtime";
 *
 * const passing: readonly EngineErrorCode[] = ["store-full", "store-locked"];
 * export const mayPass = (code: EngineErrorCode): boolean => passing.includes(code);
 */
export type EngineErrorCode =
  | "store-full"
  | "store-read-only"
  | "store-corrupt"
  | "store-locked"
  | "store-version"
  | "store-closed"
  | "store-failed"
  | "file-exists"
  | "duplicate-id"
  | "unknown-connection";

/**
 * Why an engine did not do what it was asked; what it was asked to change is then not acknowledged.
 *
 * @example
 * import { EngineError, type NewRequest } from "imlc/runtime";
 *
 * export function requireNew(known: ReadonlySet<string>, { id }: NewRequest): void {
 *   if (known.has(id)) throw new EngineError("duplicate-id", `There is a request ${id} already.`);
 * }
 */
export class EngineError extends RuntimeError {
  override readonly name = "EngineError";
  declare readonly code: EngineErrorCode;

  constructor(code: EngineErrorCode, message: string) {
    super(code, STATUS[code], message);
  }
}

const STATUS: Readonly<Record<EngineErrorCode, number>> = {
  "store-full": 503,
  "store-read-only": 503,
  "store-corrupt": 503,
  "store-locked": 503,
  "store-version": 503,
  "store-closed": 503,
  "store-failed": 503,
  "file-exists": 409,
  "duplicate-id": 409,
  "unknown-connection": 404,
};
