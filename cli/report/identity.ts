import { createHash } from "node:crypto";
import type { Diagnostic } from "../../grammar/diagnostic.ts";
import type { Findings } from "./findings.ts";

/** The text that a finding is about, on one line and cut: with code and message it stays when lines move. */
export function textOf({ uri, span }: Diagnostic, files: ReadonlyMap<string, string>): string {
  const text = (files.get(uri) ?? "").slice(span.start, span.end).replace(/\s+/g, " ").trim();
  return text.length > longest ? text.slice(0, longest) : text;
}

const longest = 120;

/** For each finding a name that it keeps when lines above it come and go, and that no other has. */
export function fingerprints({ files, diagnostics }: Findings): ReadonlyMap<Diagnostic, string> {
  const seen = new Map<string, number>();
  return new Map(
    diagnostics.map((found) => {
      const same = JSON.stringify([found.uri, found.code, found.message, textOf(found, files)]);
      const count = (seen.get(same) ?? 0) + 1;
      seen.set(same, count);
      return [found, createHash("sha256").update(`${same} ${count}`).digest("hex").slice(0, 32)];
    }),
  );
}
