import type { Context } from "../context.ts";
import type { WebhookModule } from "../contract.ts";
import type { StoredRequest } from "../engine/engine.ts";
import { RuntimeError } from "../errors.ts";
import { openRequest } from "../kept-request.ts";
import { instantOf } from "../take.ts";
import { evaluation, sentWith } from "./explain.ts";
import { storedStory } from "./fate.ts";
import { shown } from "./shown.ts";
import type { Trace } from "./trace.ts";
import { connectionsOf } from "./uids.ts";

/** The story of a request that is kept, or of one of its items or deliveries. */
export interface Why extends Trace {
  readonly request: {
    readonly id: string;
    readonly app: string;
    readonly webhook: string;
    /** ISO 8601. */
    readonly receivedAt: string;
    readonly method: string;
  };
}

/** What a story is asked of: a request of a webhook, and perhaps only one item or delivery of it. */
export interface Asked {
  /** As it is served now. */
  readonly module: WebhookModule;
  readonly request: StoredRequest;
  readonly item?: string;
  readonly delivery?: string;
}

export type WhyContext = Pick<Context, "engine" | "secrets" | "environment" | "clock">;

/**
 * Evaluates a kept request once more, with the manifests as they are now, and tells what was decided in each step, and what
 * the store says became of its items. Throws a `RuntimeError` (404) for an item that is none of the request's.
 */
export async function why(context: WhyContext, { module, request, item, delivery }: Asked): Promise<Why> {
  const { engine, secrets, environment, clock } = context;
  const { id, app, webhook, receivedAt, method, url, headers, body } = request;
  const raw = await openRequest(secrets, { method, url, headers, body });
  const at = { now: receivedAt, executionId: id };
  const instant = await instantOf({ app, webhook, module }, raw, at, environment);
  const story = evaluation(module, raw, instant, item === undefined ? undefined : numberOf(item, id));
  let known: ReturnType<typeof connectionsOf> | undefined;
  const connections = () => {
    known ??= connectionsOf(engine, app);
    return known;
  };
  const stored = { engine, module, connections, request, kept: await engine.itemsOf(id), now: clock.now(), delivery };
  const { body: sent, items: evaluated, ...told } = story;
  const items = await Promise.all(evaluated.map((one) => storedStory(one, stored)));
  return {
    request: { id, app, webhook, receivedAt: new Date(receivedAt).toISOString(), method },
    ...shown({ ...told, items }, sentWith(raw, sent)),
  };
}

/** The number of an item of a request, which ends its id; throws a `RuntimeError` (404) if it is none of it. */
export function numberOf(item: string, request: string): number {
  const number = item.startsWith(`${request}-`) ? Number(item.slice(request.length + 1)) : Number.NaN;
  if (Number.isInteger(number) && number > 0) return number;
  throw new RuntimeError("not-found", 404, `There is no item ${item} in the request ${request}.`);
}
