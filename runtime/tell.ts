import type { Context } from "./context.ts";
import type { KeptItem } from "./engine/engine.ts";
import type { EventState, RuntimeEvent } from "./events.ts";
import type { Received } from "./receive/receive.ts";
import type { Hook } from "./take.ts";

/** A request that was stored, with what it came to. */
export interface Told {
  readonly hook: Hook;
  readonly id: string;
  readonly received: Received;
}

/** Tells those who listen what became of a request and its items. Nobody who listens makes a request fail. */
export async function tellStored(
  { engine, clock, events }: Pick<Context, "engine" | "clock" | "events">,
  { hook: { app, webhook }, id, received }: Told,
): Promise<void> {
  if (events?.isHeard() !== true) return;
  const about = { at: clock.now(), app, webhook, request: id };
  events.emit({ ...about, state: "received", status: received.reply.status, code: received.failure?.code });
  const kept = new Map((await engine.itemsOf(id).catch(() => [])).map((item) => [item.id, item]));
  for (const { id: item, uid } of received.items) {
    const one = kept.get(item);
    events.emit({ ...about, state: stateOf(one), item, uid, code: one?.failure?.code });
  }
}

function stateOf(item: KeptItem | undefined): EventState {
  if (item === undefined) return "duplicate";
  if (item.failure !== undefined) return "failed";
  if (item.reason === undefined) return "owned";
  return item.reason === "platform" ? "platform" : "unowned";
}

/** Tells those who listen of a request that could not be read, and is not kept. */
export function tellUnreadable(
  { clock, events }: Pick<Context, "clock" | "events">,
  { hook: { app, webhook }, id, received }: Told,
): void {
  const event: RuntimeEvent = { at: clock.now(), state: "unreadable", app, webhook, request: id };
  events?.emit({ ...event, status: received.reply.status });
}
