import type { Unit } from "../compiler/index.ts";
import { uidTypeMismatch } from "../compiler/lint/rules/uid-type-mismatch.ts";
import type { Span } from "../grammar/source.ts";
import { present } from "../language/type-relations.ts";
import { type Type, t } from "../language/types.ts";
import type { Action, Finding } from "./answers.ts";
import { partsOf } from "./parts.ts";
import type { FileInApp } from "./workspace.ts";

/** Conversions of a uid whose type is not that of the uids that it is compared with. */
export function uidActions(file: FileInApp, finding: Finding): readonly Action[] {
  if (finding.code !== uidTypeMismatch.diagnostic.spec.code) return [];
  const own = uidAt(file, finding);
  const others = (finding.related ?? []).flatMap((place) => uidAt(file, place) ?? []);
  return [own, ...others].flatMap((uid) => (uid ? conversion(file, uid, finding) : []));
}

/** The expression of a uid. */
interface Uid {
  readonly uri: string;
  readonly span: Span;
  readonly type: Type;
}

function conversion({ files }: FileInApp, { uri, span, type }: Uid, finding: Finding): readonly Action[] {
  const name = type.kind === "number" ? "toString" : "parseNumber";
  const written = files.read(uri)?.slice(span.start, span.end) ?? "";
  const where = uri === finding.uri ? "this `uid`" : `the \`uid\` in \`${uri}\``;
  const title = `Convert ${where} with \`${name}(…)\``;
  const edits = [{ uri, edits: [{ span, text: `${name}(${written})` }] }];
  // That a text is a number is for a person to know.
  return [{ kind: "quickfix", title, edits, finding, preferred: false }];
}

function uidAt({ app }: FileInApp, place: { readonly uri: string; readonly span: Span }): Uid | undefined {
  const isHere = ({ field }: Unit): boolean => field.uri === place.uri && field.span.start === place.span.start;
  for (const { analysis } of partsOf(app)) {
    const unit = analysis.program?.units.find(isHere);
    if (unit?.field.kind !== "expression") continue;
    const type = present(analysis.results.get(unit) ?? t.any);
    return { uri: place.uri, span: unit.field.expr.span, type };
  }
  return undefined;
}
