import type { Span } from "./source.ts";

export type Severity = "error" | "warning" | "hint";

/** Text to put in place of a span of the file that the diagnostic is about. */
export interface Edit {
  readonly span: Span;
  readonly text: string;
}

/** A quick fix: edits of the diagnostic's own file that belong together. */
export interface Fix {
  readonly title: string;
  readonly edits: readonly Edit[];
  /** Something else may have been meant: a person looks at it, and only `--fix-unsafe` applies it unasked. */
  readonly unsafe?: true;
}

/**
 * One finding, as plain data: the same in the CLI, an editor and a test.
 *
 * @example
 * import type { Diagnostic } from "imlc";
 *
 * export const lineOf = ({ uri, span, severity, message, code }: Diagnostic): string =>
 *   `${uri}:${span.start} ${severity}: ${message} (${code})`;
 */
export interface Diagnostic {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly uri: string;
  readonly span: Span;
  readonly related?: readonly { readonly uri: string; readonly span: Span; readonly message: string }[];
  readonly fix?: Fix;
}

/** An example is a whole webhook manifest, or a manifest of another kind by its file name. */
export type Example = string | Readonly<Record<string, string>>;

/** What is known about a code: everything `imlc explain` and the reference show. */
export interface DiagnosticSpec<P> {
  /** A slug that says itself; it is never renumbered. */
  readonly code: string;
  readonly severity: Severity;
  /** What is the case, in one sentence that ends with a full stop; code in backticks. */
  readonly message: (params: P) => string;
  /** Why it matters and what to do, for `imlc explain`. */
  readonly doc: string;
  /** `bad` raises the code, `good` raises nothing; a test compiles both. */
  readonly example: { readonly bad: Example; readonly good: Example };
}

/** Makes one diagnostic of its code; it carries its own declaration in `spec`. */
export interface DiagnosticMaker<P> {
  (
    place: { readonly uri: string; readonly span: Span },
    params: P,
    extra?: Pick<Diagnostic, "fix" | "related">,
  ): Diagnostic;
  readonly spec: DiagnosticSpec<P>;
}

/** Declares one diagnostic. */
export function diagnostic<P = Record<never, never>>(spec: DiagnosticSpec<P>): DiagnosticMaker<P> {
  const make = (
    { uri, span }: { readonly uri: string; readonly span: Span },
    params: P,
    extra: Pick<Diagnostic, "fix" | "related"> = {},
  ): Diagnostic => ({
    code: spec.code,
    severity: spec.severity,
    message: spec.message(params),
    uri,
    span,
    ...extra,
  });
  return Object.assign(make, { spec });
}

/** What a phase answers: a value, whatever the input was, and what there is to say about it. */
export interface Parsed<T> {
  readonly value: T;
  readonly diagnostics: readonly Diagnostic[];
}
