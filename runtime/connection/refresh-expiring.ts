import type { Context } from "../context.ts";
import type { Connection } from "../engine/engine.ts";
import { connectionsOf } from "./all.ts";
import { BEFORE_EXPIRY, refreshIfDue } from "./refresh.ts";
import { isUsed } from "./used.ts";

/**
 * Renews connections that are about to expire although nobody uses them, as long as a subscription hangs on them: a refresh
 * token may lapse, too, and then detach could not be called. To be called at start, and every minute.
 */
export async function refreshExpiring(context: Context): Promise<void> {
  for await (const connection of connectionsOf(context)) {
    const { app, id } = connection;
    if (isDue(connection, context.clock.now()) && (await isUsed(context, app, id))) {
      await refreshIfDue(context, app, id);
    }
  }
}

/** At some time in the first four of the last five minutes, by when it was made: what was made together is not renewed together. */
function isDue({ expires, refreshFailure, createdAt, updatedAt }: Connection, now: number): boolean {
  if (expires === undefined || now < expires - BEFORE_EXPIRY + ((createdAt % 1_000) / 1_000) * SPREAD) return false;
  return refreshFailure === undefined || now >= updatedAt + PAUSE;
}

const SPREAD = 4 * 60 * 1_000;

/** Milliseconds until it is tried again; whoever uses the connection tries it before. */
const PAUSE = 60 * 60 * 1_000;
