import { AsyncLocalStorage } from "node:async_hooks";
import { type Context, type ContextManager, context, propagation, ROOT_CONTEXT, trace } from "@opentelemetry/api";
import { W3CTraceContextPropagator } from "@opentelemetry/core";
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from "@opentelemetry/sdk-trace-base";

/** The SDK of OpenTelemetry as a program registers it, with an exporter that keeps what it gets. */
export interface SpanWorld {
  readonly exporter: InMemorySpanExporter;
  /** Unregisters it. */
  end(): void;
}

/** Registers the SDK for all of this process. */
export function spanWorld(): SpanWorld {
  const exporter = new InMemorySpanExporter();
  const stored = new AsyncLocalStorage<Context>();
  const manager: ContextManager = {
    active: () => stored.getStore() ?? ROOT_CONTEXT,
    with: (active, run, self, ...args) => stored.run(active, () => run.apply(self, args)),
    bind: (_, run) => run,
    enable: () => manager,
    disable: () => manager,
  };
  context.setGlobalContextManager(manager);
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] }));
  return {
    exporter,
    end() {
      trace.disable();
      context.disable();
      propagation.disable();
    },
  };
}
