import { decodeValue, encodeValue } from "../../language/codec.ts";
import { isCollection } from "../../language/kinds.ts";
import type { Collection, Value } from "../../language/values.ts";
import type { Context } from "../context.ts";
import type { Progress, Subscription } from "../engine/engine.ts";
import { attempt, isFailed } from "./attempt.ts";
import type { Failed } from "./call.ts";
import type { Desk } from "./desk.ts";
import { enter, failureIn, nextCall, progressOf } from "./entry.ts";
import { hookOf } from "./hook.ts";
import { retryAt } from "./insist.ts";
import { type Party, partyOf } from "./party.ts";
import { release } from "./release.ts";

/** Detaches a hook that a subscription does not need any more; one that the service does not give up is told in the log. */
export async function dropLeftover(desk: Desk, subscription: Subscription, leftover: string): Promise<Subscription> {
  const { context } = desk;
  const ended = await attempt(async () => {
    const party = await partyOfLeftover(context, subscription, leftover);
    return release(desk, party, progressOf(subscription).call, (failed) =>
      failed === undefined ? dropped(desk, subscription) : notDropped(desk, subscription, failed),
    );
  });
  return isFailed(ended) ? notDropped(desk, subscription, ended) : ended;
}

/** What detach may read of a hook that is not needed any more; the parameters are those with which it was made. */
type Leftover = Pick<Party, "parameters" | "saved">;

/** A subscription as the detach of a hook sees it that is not needed any more. Rejects if that cannot be opened. */
export async function partyOfLeftover(context: Context, subscription: Subscription, leftover: string): Promise<Party> {
  const { id, app, webhook, connection } = subscription;
  return { id, app, webhook, connection, ...(await openLeftover(context, leftover)) };
}

/**
 * What an attach with these parameters has saved before it failed, to be detached: the service may have a hook of it.
 * Nothing, if it saved nothing, or that hook is the one that the subscription has.
 */
export async function leftBehind(
  context: Context,
  subscription: Subscription,
  { data }: Failed,
  parameters = subscription.parameters,
): Promise<string | undefined> {
  if (!isCollection(data)) return undefined;
  const party = { ...(await partyOf(context, { ...subscription, parameters })), saved: data };
  if (subscription.hook !== undefined && subscription.hook === (await hookOf(context, party))) return undefined;
  return sealLeftover(context, party);
}

/** A hook that is still to be detached, as it is stored. */
export function sealLeftover({ secrets }: Context, { parameters, saved }: Leftover): Promise<string> {
  return secrets.seal(encodeValue({ parameters, saved }));
}

/** The subscription, with what there was to do besides to be done now. */
function dropped({ context }: Desk, subscription: Subscription, failed?: Failed): Promise<Subscription> {
  const { state, renewAt } = subscription;
  const { leftover: _, ...rest } = progressOf(subscription);
  const left = rest.unsure || rest.wanted !== undefined || state.endsWith("ing");
  const goesOn = rest.wanted !== undefined || state.endsWith("ing");
  return enter(context, subscription, state, {
    failure: failed === undefined ? subscription.failure : failureIn(failed),
    due: goesOn ? context.clock.now() : state === "attached" ? renewAt : undefined,
    progress: left ? rest : undefined,
  });
}

function notDropped(desk: Desk, subscription: Subscription, failed: Failed): Promise<Subscription> {
  const { context } = desk;
  const before = progressOf(subscription);
  const progress: Progress = { ...before, ...nextCall(context, before, failed) };
  const due = retryAt(subscription, failed, progress.tries, context.clock.now());
  if (due === undefined) {
    context.log("error", "hook-left", { subscription: subscription.id, ...failureIn(failed) });
    return dropped(desk, subscription, failed);
  }
  return enter(context, subscription, subscription.state, { failure: failureIn(failed), due, progress });
}

async function openLeftover({ secrets }: Context, leftover: string): Promise<Leftover> {
  const { parameters, saved } = collection(decodeValue(await secrets.open(leftover)));
  return { parameters: collection(parameters), saved: collection(saved) };
}

function collection(value: Value): Collection {
  return isCollection(value) ? value : {};
}
