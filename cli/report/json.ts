import type { Findings } from "./findings.ts";
import { ranges } from "./ranges.ts";

/** The version of the report; it changes when a member changes its meaning or goes. */
const schemaVersion = 1;

/** For programs: every finding with all that is known about it. */
export function json({ files, diagnostics }: Findings): string {
  const range = ranges(files);
  const body = {
    schemaVersion,
    files: [...files.keys()],
    diagnostics: diagnostics.map(({ code, severity, message, uri, span, related, fix }) => ({
      code,
      severity,
      message,
      file: uri,
      range: range(uri, span),
      related: related?.map((place) => ({
        message: place.message,
        file: place.uri,
        range: range(place.uri, place.span),
      })),
      fix: fix && {
        title: fix.title,
        unsafe: fix.unsafe,
        edits: fix.edits.map((edit) => ({ range: range(uri, edit.span), text: edit.text })),
      },
    })),
  };
  return `${JSON.stringify(body, null, 2)}\n`;
}
