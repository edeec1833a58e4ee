import type { DeliverTo } from "./deliver/target.ts";
import type { Engine } from "./engine/engine.ts";
import type { Send } from "./http/send.ts";
import type { TraceHeaders, Tracer } from "./trace.ts";

/** Puts spans around the work of others, and leads from a request to the deliveries of its items. */
export interface Tracing {
  /** The same engine, with a span for each request that it takes. */
  engine(engine: Engine): Engine;
  /** The same targets, with a span for each attempt. */
  deliverTo(deliverTo: DeliverTo): DeliverTo;
  /** The same client; what it sends carries the headers of the span. */
  send(send: Send): Send;
}

/** What a delivery is linked to is remembered by this process alone, and for the last 10,000 requests. */
export function createTracing(tracer: Tracer): Tracing {
  const accepted = new Map<string, TraceHeaders>();
  return {
    engine: (engine) => ({
      ...engine,
      accept: ({ id, app, webhook, ...request }) => {
        const attributes = {
          "imlc.app": app,
          "imlc.webhook": webhook,
          "imlc.request": id,
          "imlc.items": request.items.length,
        };
        return tracer.span("imlc accept", { kind: "internal", attributes }, () => {
          remember(accepted, id, tracer.headers());
          return engine.accept({ id, app, webhook, ...request });
        });
      },
    }),
    deliverTo: (deliverTo) => (target, delivery, bundle) => {
      const { app, webhook, id, request, subscription, attempts } = delivery;
      const attributes = {
        "imlc.app": app,
        "imlc.webhook": webhook,
        "imlc.request": request,
        "imlc.delivery": id,
        "imlc.subscription": subscription,
        "imlc.attempt": attempts + 1,
      };
      const link = accepted.get(request);
      return tracer.span("imlc deliver", { kind: "client", attributes, links: link && [link] }, async (span) => {
        const result = await deliverTo(target, delivery, bundle);
        if (result.status !== undefined) span.set({ "http.response.status_code": result.status });
        if (result.kind !== "delivered") span.fail(result.failure.code);
        return result;
      });
    },
    send: (send) => (request) => send({ ...request, headers: { ...request.headers, ...tracer.headers() } }),
  };
}

const MOST_REMEMBERED = 10_000;

/** The oldest goes first. */
function remember(accepted: Map<string, TraceHeaders>, id: string, headers: TraceHeaders): void {
  if (Object.keys(headers).length === 0) return;
  accepted.set(id, headers);
  const [oldest] = accepted.keys();
  if (accepted.size > MOST_REMEMBERED && oldest !== undefined) accepted.delete(oldest);
}
