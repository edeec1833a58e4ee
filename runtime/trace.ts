/** What a span is named; what varies is an attribute. */
export type SpanName =
  /** A request to a shared URL, until it is answered. */
  | "imlc receive"
  | "imlc verify"
  | "imlc evaluate"
  /** The store takes the items of a request. */
  | "imlc accept"
  /** One attempt at a delivery. */
  | "imlc deliver"
  /** The requests of attach, detach, or a step of a connection. */
  | "imlc call";

/** Never a uid, nor anything else of what a request brings. */
export type SpanAttributes = Readonly<Record<string, string | number>>;

/** The headers of W3C Trace Context and the like, by which a span is known elsewhere. */
export type TraceHeaders = Readonly<Record<string, string>>;

export interface SpanStart {
  readonly kind: "server" | "client" | "internal";
  readonly attributes: SpanAttributes;
  /** Of spans that it has to do with, and that are not above it. */
  readonly links?: readonly TraceHeaders[];
}

/** A span that is not over. */
export interface Span {
  set(attributes: SpanAttributes): void;
  /** Says that what it covers has failed. */
  fail(code: string): void;
}

/**
 * Writes down what is done when, and what is done within what. `imlc/otel` has one for OpenTelemetry.
 *
 * @example
 * import type { Tracer } from "imlc/runtime";
 *
 * export const timed: Tracer = {
 *   span: async (name, _start, run) => {
 *     const begun = Date.now();
 *     const result = await run({ set: () => {}, fail: (code) => console.log(name, "failed:", code) });
 *     console.log(name, Date.now() - begun, "ms");
 *     return result;
 *   },
 *   headers: () => ({}),
 * };
 */
export interface Tracer {
  /** Runs what a span covers; spans that begin meanwhile are below it. It has failed if `run` rejects. */
  span<T>(name: SpanName, start: SpanStart, run: (span: Span) => Promise<T>): Promise<T>;
  /** Those of the span that runs now; empty if there is none. */
  headers(): TraceHeaders;
}

/** Writes nothing down. */
export const untraced: Tracer = {
  span: (_name, _start, run) => run({ set: () => undefined, fail: () => undefined }),
  headers: () => ({}),
};
