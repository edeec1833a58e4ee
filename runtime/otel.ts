import {
  context,
  isSpanContextValid,
  type Link,
  propagation,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
} from "@opentelemetry/api";
import type { Span, SpanStart, TraceHeaders, Tracer } from "./trace.ts";

/**
 * Spans by the API of OpenTelemetry, which go wherever the SDK sends them that the program has registered; without one
 * they cost next to nothing.
 *
 * @example
 * import { otelTracer } from "imlc/otel";
 * import { newSecretKey, startServer } from "imlc/runtime/node";
 * import app from "./generated/shop/index.ts";
 *
 * const settings = { apps: [app], store: "sqlite:store.db", port: 3000, secretKey: newSecretKey() };
 * await startServer({ ...settings, tracer: otelTracer() });
 */
export function otelTracer(): Tracer {
  return {
    span: (name, { kind, attributes, links = [] }, run) =>
      trace
        .getTracer("imlc")
        .startActiveSpan(name, { kind: KINDS[kind], attributes, links: links.flatMap(linkTo) }, async (active) => {
          const span: Span = {
            set: (more) => active.setAttributes(more),
            fail: (code) => active.setAttribute("error.type", code).setStatus({ code: SpanStatusCode.ERROR }),
          };
          try {
            return await run(span);
          } catch (error) {
            span.fail(codeOf(error));
            throw error;
          } finally {
            active.end();
          }
        }),
    headers() {
      const headers: Record<string, string> = {};
      propagation.inject(context.active(), headers);
      return headers;
    },
  };
}

const KINDS: Readonly<Record<SpanStart["kind"], SpanKind>> = {
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  internal: SpanKind.INTERNAL,
};

function linkTo(headers: TraceHeaders): readonly Link[] {
  const found = trace.getSpanContext(propagation.extract(ROOT_CONTEXT, headers));
  return found !== undefined && isSpanContextValid(found) ? [{ context: found }] : [];
}

/** What an error is called: its words may quote anything. */
function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return typeof error;
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}
