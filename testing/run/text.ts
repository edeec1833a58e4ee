import { joinPath } from "../../compiler/project/files.ts";
import type { Mismatch } from "./case.ts";

/** A mismatch as people read it; `folder` is that of the app. */
export function mismatchText({ message, directive, difference }: Mismatch, folder: string): string {
  const made = directive === undefined ? [] : [`  made by ${joinPath(folder, directive)}`];
  return [message, ...difference.map((line) => `  ${line}`), ...made].join("\n");
}
