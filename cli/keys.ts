import { randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** What secrets are kept in, beside the store. */
export const secretFiles = { adminToken: "admin-token", secretKey: "secret-key" } as const;

/**
 * A secret by its environment variable, else from its file in `folder`, made there at the first start with a mode that
 * only its owner can read. Answers where it is from, for a line of the log.
 */
export function secret(
  given: string | undefined,
  folder: string,
  file: string,
  make: () => string = () => randomBytes(32).toString("base64url"),
): { readonly value: string; readonly from: string | undefined } {
  if (given) return { value: given, from: undefined };
  const path = join(folder, file);
  try {
    return { value: readFileSync(path, "utf8").trim(), from: path };
  } catch (error) {
    if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const value = make();
  // `wx`: of two servers that start at once, the second fails instead of replacing the key of the first.
  writeFileSync(path, `${value}\n`, { mode: 0o600, flag: "wx" });
  return { value, from: path };
}
