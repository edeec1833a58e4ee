import { mkdtempSync, rmdirSync, statSync } from "node:fs";
import { join } from "node:path";
import type { Examined } from "./examined.ts";

/** Milliseconds that a file system may round by, and that a busy machine may take. */
const tolerance = 3000;

/** Whether a file system, to which a folder belongs, and this process agree on what time it is. */
export function examineClock(folder: string): Examined {
  const subject = "Clock";
  const behind = lagOf(folder);
  if (behind === undefined) {
    const advice = "Give this user the right to write it.";
    return { subject, status: "error", message: `Nothing can be written to ${folder}.`, advice };
  }
  const message = `It is ${new Date().toISOString()}`;
  if (Math.abs(behind) <= tolerance) return { subject, status: "ok", message: `${message}, and ${folder} agrees.` };
  const by = `${Math.round(Math.abs(behind) / 1000)} seconds ${behind > 0 ? "behind" : "ahead"}`;
  return {
    subject,
    status: "warning",
    message: `${message}, but the clock of ${folder} is ${by}.`,
    advice: "Retries, signatures and expiry go by the clock: synchronize it (NTP).",
  };
}

/** Milliseconds that the clock of a file system is behind that of this process; undefined if it cannot be written. */
function lagOf(folder: string): number | undefined {
  try {
    const made = mkdtempSync(join(folder, "imlc-clock-"));
    const lag = Date.now() - statSync(made).mtimeMs;
    rmdirSync(made);
    return lag;
  } catch {
    return undefined;
  }
}
