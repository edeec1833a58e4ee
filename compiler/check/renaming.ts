import type { Diagnostic } from "../../grammar/diagnostic.ts";
import { isName } from "../../grammar/iml/lexis.ts";
import { editText } from "../../grammar/json/decode.ts";
import type { Span } from "../../grammar/source.ts";

/** The fix that puts a name in the place of another, if it is known which was meant. */
export function renaming(span: Span, meant: string | undefined): Pick<Diagnostic, "fix"> {
  return meant === undefined ? {} : changing(span, meant, isName(meant) ? meant : `\`${meant}\``);
}

/** The same of a name that is written as a text in quotes. */
export function quoting(span: Span, meant: string | undefined): Pick<Diagnostic, "fix"> {
  return meant === undefined ? {} : changing(span, meant, `'${meant.replaceAll("'", "''")}'`);
}

/** The fix that writes `text`, which means the name, in the place of a part of a text in JSON. */
export function changing(span: Span, meant: string, text: string): Pick<Diagnostic, "fix"> {
  return { fix: { title: `Change to \`${meant}\``, edits: [editText(span, text)], unsafe: true } };
}
