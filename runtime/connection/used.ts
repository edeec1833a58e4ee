import type { Context } from "../context.ts";
import { subscriptionsOf } from "../ledger/holders.ts";

/** Whether a subscription hangs on a connection. */
export async function isUsed(context: Context, app: string, connection: string): Promise<boolean> {
  for await (const { state } of subscriptionsOf(context, { app, connection })) if (state !== "detached") return true;
  return false;
}
