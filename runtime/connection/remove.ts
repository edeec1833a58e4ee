import type { Context } from "../context.ts";
import type { Failure } from "../engine/engine.ts";
import { RuntimeError } from "../errors.ts";
import { alone } from "./alone.ts";
import { runStep } from "./step.ts";
import { storedAccount } from "./stored-account.ts";
import { isUsed } from "./used.ts";

export interface Removed {
  /** Whether the service was told by `invalidate`; absent where there is none, or its condition is false. */
  readonly invalidated?: boolean;
  /** Why the service would not be told. */
  readonly failure?: Failure;
}

/**
 * Gives a connection's token back by `invalidate` and forgets the connection. Undefined if there is none. Throws a
 * `RuntimeError`, and keeps it, while subscriptions hang on it or if the service did not answer; a service that answers
 * and refuses does not keep it.
 */
export function remove(context: Context, app: string, id: string): Promise<Removed | undefined> {
  return alone(context, app, id, () => giveBack(context, app, id));
}

async function giveBack(context: Context, app: string, id: string): Promise<Removed | undefined> {
  const stored = await context.engine.connection(app, id);
  if (stored === undefined) return undefined;
  if (await isUsed(context, app, id)) throw inUse(id);
  const account = await storedAccount(context, stored);
  const invalidate = account?.module.oauth?.invalidate;
  const stepped =
    account === undefined || invalidate === undefined
      ? undefined
      : await runStep(context, "invalidate", invalidate, account);
  if (stepped?.kind === "failed" && stepped.transient) {
    const { code, message } = stepped.failure;
    throw new RuntimeError(code, 502, message);
  }
  switch (await context.engine.removeConnection(app, id)) {
    case "in-use":
      throw inUse(id);
    case "absent":
      return undefined;
    case "removed":
      if (stepped === undefined) return {};
      if (stepped.kind === "failed") return { invalidated: false, failure: stepped.failure };
      return stepped.asked ? { invalidated: true } : {};
  }
}

function inUse(id: string): RuntimeError {
  return new RuntimeError(
    "connection-in-use",
    409,
    `Subscriptions hang on the connection ${id}. End them first; the list of subscriptions shows them by \`connection\`.`,
  );
}
