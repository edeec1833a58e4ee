import type { Context } from "../context.ts";
import type { OAuthProcedure } from "../contract.ts";
import type { Connection } from "../engine/engine.ts";
import { failureOf } from "../failure.ts";
import type { Refused } from "../procedure/run.ts";
import type { Account } from "./account.ts";
import { alone } from "./alone.ts";
import { keepAccount, keepConnection } from "./keep.ts";
import { runStep } from "./step.ts";
import { storedAccount } from "./stored-account.ts";

/**
 * To be called before a connection is used: runs `refresh` if that is due, because its `condition` is true or the
 * connection expires within five minutes, and keeps what it gives, or why it failed. Many who call at once share one.
 * Answers why it failed; undefined if the connection is good. Never rejects.
 */
export function refreshIfDue(context: Context, app: string, id: string): Promise<Refused | undefined> {
  return alone(context, app, id, async () => {
    try {
      const stored = await context.engine.connection(app, id);
      return stored && (await refresh(context, stored));
    } catch (error) {
      return notRenewed(id, { kind: "failed", failure: failureOf(error, undefined), transient: false });
    }
  });
}

async function refresh(context: Context, stored: Connection): Promise<Refused | undefined> {
  const account = await storedAccount(context, stored);
  const due = dueRefresh(account?.module.oauth?.refresh, stored, context.clock.now());
  if (account === undefined || due === undefined) return undefined;
  // A renewed token that does not say when it ends is not taken for one that ended when the old one did.
  const asking: Account = { ...account, learned: { ...account.learned, expires: undefined } };
  const stepped = await runStep(context, "refresh", due, asking);
  if (stepped.kind === "failed") {
    const refused = notRenewed(stored.id, stepped);
    await keepConnection(context, { ...stored, refreshFailure: refused.failure });
    return refused;
  }
  if (stepped.asked) await keepAccount(context, stepped.account);
  return undefined;
}

/** Milliseconds before it expires in which a connection is renewed. */
export const BEFORE_EXPIRY = 5 * 60 * 1000;

/** What renews a connection, if that may be due. */
function dueRefresh(
  refresh: OAuthProcedure | undefined,
  { expires }: Connection,
  now: number,
): OAuthProcedure | undefined {
  const [first, ...rest] = refresh?.requests ?? [];
  if (refresh === undefined || first === undefined) return undefined;
  if (expires === undefined || expires - now > BEFORE_EXPIRY) return first.condition && refresh;
  return { ...refresh, requests: [{ ...first, condition: undefined }, ...rest] };
}

function notRenewed(id: string, refused: Refused): Refused {
  const { message, place } = refused.failure;
  const failure = { code: "refresh-failed", message: `The connection ${id} could not be renewed: ${message}`, place };
  return { ...refused, failure };
}
