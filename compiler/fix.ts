import type { Diagnostic, Edit, Fix } from "../grammar/diagnostic.ts";
import type { Source } from "../grammar/source.ts";
import { parseManifest } from "./analyze.ts";
import { applied, format } from "./format.ts";
import { parseCode } from "./functions/syntax.ts";

/** Which fixes are made: those that leave no doubt, or all. */
export type FixLevel = "safe" | "all";

/** A text with the fixes made in it that can be made at once: of two that touch, the one whose finding comes first. */
export function fixed({ uri, text }: Source, diagnostics: readonly Diagnostic[], level: FixLevel): string {
  const taken: Fix[] = [];
  for (const { uri: other, fix } of diagnostics) {
    if (other !== uri || !fix || (fix.unsafe && level === "safe")) continue;
    if (!taken.some((earlier) => earlier.edits.some((edit) => fix.edits.some((own) => touch(edit, own)))))
      taken.push(fix);
  }
  return applied(
    text,
    taken.flatMap(({ edits }) => edits),
  );
}

/** Whether a file still can be read after changes, and no fewer of its expressions than before. */
export function readsAsWell(uri: string, before: string, after: string): boolean {
  if (!isReadable({ uri, text: after })) return false;
  return !isReadable({ uri, text: before }) || unread({ uri, text: after }) <= unread({ uri, text: before });
}

function touch({ span: a }: Edit, { span: b }: Edit): boolean {
  return a.start <= b.end && b.start <= a.end;
}

function isReadable(source: Source): boolean {
  const { diagnostics } = isCode(source) ? parseCode(source) : parseManifest(source);
  return diagnostics.every(({ severity }) => severity !== "error");
}

/** The number of errors of syntax in the expressions of a manifest. */
function unread(source: Source): number {
  return isCode(source) ? 0 : format(source, undefined).diagnostics.length;
}

function isCode({ uri }: Source): boolean {
  return uri.endsWith(".js");
}
