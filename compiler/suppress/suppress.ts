import type { Diagnostic, Fix } from "../../grammar/diagnostic.ts";
import { positions, type Source, type Span } from "../../grammar/source.ts";
import { nearest } from "../../language/nearest.ts";
import { catalogue } from "../catalogue.ts";
import {
  suppressedError,
  suppressionWithoutCode,
  suppressionWithoutReason,
  unknownSuppression,
  unusedSuppression,
} from "./diagnostics.ts";
import { type SuppressedCode, type Suppression, suppressionsIn } from "./read.ts";

/**
 * The findings about some files without those that comments in them silence, and with what there is to say about such
 * comments. Errors stay.
 */
export function unsuppressed(diagnostics: readonly Diagnostic[], sources: readonly Source[]): readonly Diagnostic[] {
  const suppressions = sources.flatMap(suppressionsIn);
  if (suppressions.length === 0) return diagnostics;
  const covered = suppressions.map((suppression) => ({ suppression, near: findingsNear(suppression, diagnostics) }));
  const silenced = new Set(
    covered.flatMap(({ suppression: { codes }, near }) =>
      near.filter(({ code, severity }) => severity !== "error" && codes.some(({ name }) => name === code)),
    ),
  );
  // What follows from an error, or would be found without it, is not known.
  const isSound = diagnostics.every(({ severity }) => severity !== "error");
  return [
    ...diagnostics.filter((each) => !silenced.has(each)),
    ...covered.flatMap(({ suppression, near }) => findingsAbout(suppression, near, isSound)),
  ];
}

/** The findings in the place that a suppression is about, whatever their codes. */
function findingsNear({ source, line }: Suppression, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const position = positions(source.text);
  return diagnostics.filter(
    ({ uri, span }) => uri === source.uri && (line === undefined || position(span.start).line === line),
  );
}

function findingsAbout(suppression: Suppression, near: readonly Diagnostic[], isSound: boolean): readonly Diagnostic[] {
  const { source, comment, codes, reason } = suppression;
  const place = { uri: source.uri, span: comment.span };
  if (codes.length === 0) return [suppressionWithoutCode(place, {})];
  return [
    ...(reason === "" ? [suppressionWithoutReason(place, {})] : []),
    ...codes.flatMap((code) => {
      const found = near.filter((each) => each.code === code.name);
      return found.some(({ severity }) => severity !== "error") ? [] : inVain(code, suppression, found, isSound);
    }),
  ];
}

/** What there is to say about a code of which a comment silences nothing. */
function inVain(
  { name, span }: SuppressedCode,
  suppression: Suppression,
  errors: readonly Diagnostic[],
  isSound: boolean,
): readonly Diagnostic[] {
  const place = { uri: suppression.source.uri, span };
  const entry = catalogue.get(name);
  if (!entry) return [unknownCode(place, name)];
  if (errors.length > 0 || entry.severity === "error") return [suppressedError(place, { name })];
  if (!isSound) return [];
  const where = suppression.line === undefined ? "file" : "line";
  const fix = { title: "Remove it", edits: [{ span: withoutCode(span, suppression), text: "" }] };
  return [unusedSuppression(place, { name, where }, { fix })];
}

function unknownCode(place: { readonly uri: string; readonly span: Span }, name: string): Diagnostic {
  const meant = nearest(name, catalogue.keys());
  if (meant === undefined) return unknownSuppression(place, { name, nearest: meant });
  const fix: Fix = { title: `Change to \`${meant}\``, edits: [{ span: place.span, text: meant }], unsafe: true };
  return unknownSuppression(place, { name, nearest: meant }, { fix });
}

/** What to take away so that a comment no longer names a code: the code, or the comment with its line. */
function withoutCode(span: Span, { codes, comment, source: { text } }: Suppression): Span {
  const at = codes.findIndex((code) => code.span === span);
  const before = codes[at - 1];
  const after = codes[at + 1];
  if (before) return { start: before.span.end, end: span.end };
  if (after) return { start: span.start, end: after.span.start };
  const { start, end } = comment.span;
  const blank = /[ \t]*$/.exec(text.slice(0, start))?.[0].length ?? 0;
  const isAlone = blank === start || text.charAt(start - blank - 1) === "\n";
  const lineEnd = isAlone ? (/^[ \t]*\r?\n/.exec(text.slice(end))?.[0].length ?? 0) : 0;
  return { start: isAlone && lineEnd === 0 ? start : start - blank, end: end + lineEnd };
}
