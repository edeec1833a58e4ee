import { EngineError, type EngineErrorCode } from "../error.ts";

/** What went wrong with the store in `file`, in the words of the port. */
export function asEngineError(error: unknown, file: string): EngineError {
  if (error instanceof EngineError) return error;
  const message = error instanceof Error ? error.message : String(error);
  const code = isSqliteError(error) ? engineCode(error.errcode) : systemCode(error);
  return new EngineError(code, ADVICE[code](file, message));
}

function isSqliteError(error: unknown): error is Error & { readonly errcode: number } {
  return error instanceof Error && "errcode" in error && typeof error.errcode === "number";
}

/** The result codes are SQLite's (https://www.sqlite.org/rescode.html); the low byte is the primary one. */
function engineCode(errcode: number): EngineErrorCode {
  if (errcode === SQLITE_CONSTRAINT_UNIQUE) return "duplicate-id";
  return PRIMARY[errcode & 0xff] ?? "store-failed";
}

/** Of what the file system refused before SQLite had a part in it. */
function systemCode(error: unknown): EngineErrorCode {
  const code = error instanceof Error && "code" in error ? String(error.code) : "";
  return SYSTEM[code] ?? "store-failed";
}

const SYSTEM: Readonly<Record<string, EngineErrorCode>> = {
  ENOSPC: "store-full",
  EACCES: "store-read-only",
  EPERM: "store-read-only",
  EROFS: "store-read-only",
};

const SQLITE_CONSTRAINT_UNIQUE = 2067;

const PRIMARY: Readonly<Record<number, EngineErrorCode>> = {
  5: "store-locked",
  6: "store-locked",
  8: "store-read-only",
  11: "store-corrupt",
  13: "store-full",
  26: "store-corrupt",
};

const ADVICE: Readonly<Record<EngineErrorCode, (file: string, message: string) => string>> = {
  "store-full": (file) => `The store ${file} is full: no space is left for it. Free some, then send again.`,
  "store-read-only": (file) =>
    `The store ${file} may not be written. Give this process the right to write it and its folder.`,
  "store-corrupt": (file, message) =>
    `The store ${file} is damaged or no database (${message}). Restore it from a copy.`,
  "store-locked": (file) => `The store ${file} is in use by another process. A store belongs to one process at a time.`,
  "store-version": (_, message) => message,
  "store-closed": (file) => `The store ${file} was closed.`,
  "store-failed": (file, message) => `The store ${file} failed: ${message}.`,
  "file-exists": (_, message) => message,
  "duplicate-id": (_, message) => `An id is already taken (${message}).`,
  "unknown-connection": (_, message) => message,
};
