import { createAdmin } from "./admin/admin.ts";
import { hookUrl } from "./attach.ts";
import type { Context } from "./context.ts";
import type { Counts } from "./engine/engine.ts";
import { RuntimeError } from "./errors.ts";
import type { RawRequest, Reply } from "./http/message.ts";
import { createIntake, type Hook } from "./intake.ts";
import type { LogFields } from "./log.ts";
import { createMetrics } from "./metrics.ts";
import { refusal } from "./receive/reply.ts";
import { createSubscriptions } from "./subscribe.ts";

export interface AppOptions extends Context {
  /** Absent: the admin routes answer requests of this machine only. */
  readonly adminToken?: string;
  /** Milliseconds in which a request is stored, or else its sender is asked to send it again. */
  readonly deadline?: number;
}

/** The runtime as one function of requests, to be put behind any HTTP server. */
export interface App {
  fetch(request: RawRequest): Promise<Reply>;
  /** Takes up what a crash has left half done; to be called once, at start. */
  resume(): Promise<void>;
}

/** Serves `/hooks/APP/WEBHOOK`, `/admin/…`, `/health` and `/metrics`. */
export function createApp({ adminToken, deadline = 2500, ...context }: AppOptions): App {
  const metrics = createMetrics();
  const intake = createIntake(context, metrics, deadline);
  const subscriptions = createSubscriptions(context);
  const admin = createAdmin({ context, subscriptions, intake, token: adminToken });
  const hooks = hooksOf(context);

  async function route(request: RawRequest): Promise<Reply> {
    const path = request.url.split("?", 1)[0] ?? "";
    const hook = hooks.get(path);
    if (hook !== undefined) return intake.take(hook, request);
    if (path.startsWith("/admin/")) return admin(request);
    if (path === "/health") return health(context);
    if (path === "/metrics") {
      return reply("text/plain; version=0.0.4", metrics.text(gauges(await context.engine.counts())));
    }
    throw new RuntimeError("not-found", 404, "There is nothing at this address.");
  }

  return {
    resume: () => subscriptions.resume(),
    async fetch(request) {
      try {
        return await route(request);
      } catch (error) {
        if (error instanceof RuntimeError) return refusal(error);
        context.log("error", "internal", whereFrom(error));
        return refusal(new RuntimeError("internal", 500, "The request failed inside the server."));
      }
    },
  };
}

/** By path, as it is written in a shared URL. */
function hooksOf({ apps }: Context): ReadonlyMap<string, Hook> {
  const hooks = apps.flatMap(({ id: app, webhooks }) =>
    Object.entries(webhooks).map(([webhook, module]) => [hookUrl("", app, webhook), { app, webhook, module }] as const),
  );
  return new Map(hooks);
}

/** The store answers a read, or the server is not well. */
async function health({ engine }: Context): Promise<Reply> {
  try {
    await engine.subscription("");
    return reply("application/json", '{"status":"ok"}');
  } catch {
    return refusal(new RuntimeError("store-unavailable", 503, "The store does not answer."));
  }
}

function gauges(counts: Counts): Readonly<Record<string, number>> {
  return Object.fromEntries(Object.entries(counts).map(([name, value]) => [`imlc_store_${name}`, value]));
}

function reply(type: string, body: string): Reply {
  return { status: 200, headers: { "content-type": type, "cache-control": "no-store" }, body };
}

/** The kind of an error and where it was thrown, without its words, which may quote anything. */
function whereFrom(error: unknown): LogFields {
  if (!(error instanceof Error)) return { error: typeof error };
  return {
    error: error.name,
    at: error.stack
      ?.split("\n")
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 5),
  };
}
