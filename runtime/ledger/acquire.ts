import { encodeValue } from "../../language/codec.ts";
import { isCollection } from "../../language/kinds.ts";
import type { Collection } from "../../language/values.ts";
import type { Context } from "../context.ts";
import type { Held, Subscription } from "../engine/engine.ts";
import { moduleOf } from "../served.ts";
import { type Called, callService, type Failed } from "./call.ts";
import type { Desk } from "./desk.ts";
import { newCall } from "./entry.ts";
import { lifetimeOf } from "./expiry.ts";
import { isHeld, twinOf } from "./holders.ts";
import { hookOf } from "./hook.ts";
import { insist } from "./insist.ts";
import { unheldHook } from "./listing.ts";
import type { Party } from "./party.ts";

/** What is wanted of the service. */
export interface Asked {
  readonly subscription: Subscription;
  readonly party: Party;
  /** Names the call of attach. */
  readonly call: string;
  /** An earlier call may have made a hook already. */
  readonly unsure: boolean;
  /** The subscription may have a hook together with others. */
  readonly share: boolean;
}

/** A hook that a subscription may write down as its own. */
export interface Acquired {
  readonly kind: "acquired";
  readonly held: Held & { readonly hook: string };
  /** Nobody had it when the service listed it, and it is good only if that is still so. */
  readonly isFound?: true;
}

/**
 * Gets a subscription its hook: after a call of which nobody knows what became, the one that it has made, as the service
 * lists it or answers the same call again; else that of a subscription with which it can be shared, else a new one by
 * attach. `write` notes it down; no detach of that hook is decided before it has.
 */
export async function acquire<T>(
  { context, forHook, whileAsking }: Desk,
  asked: Asked,
  write: (acquired: Acquired) => Promise<T>,
): Promise<T | Failed> {
  for (let { call } = asked; ; call = newCall(context).call) {
    const written = await whileAsking(async (gone): Promise<T | Failed | undefined> => {
      const found = await ask(context, { ...asked, call });
      if (found.kind === "failed") return found;
      const { hook } = found.held;
      // Between the service's answer and this place somebody else may have detached or taken the hook that it told of.
      return forHook(hook, async () => {
        const isTaken = gone(hook) || (found.isFound && (await isHeld(context, asked.subscription, hook, "")));
        return isTaken ? undefined : write(found);
      });
    });
    if (written !== undefined) return written;
  }
}

async function ask(context: Context, asked: Asked): Promise<Acquired | Failed> {
  const { subscription, party, call, share } = asked;
  const module = moduleOf(context, party);
  const twin =
    share && !asked.unsure && module.attachReadsId !== true
      ? await twinOf(context, subscription, party.parameters)
      : undefined;
  if (twin?.hook !== undefined) {
    const { data, hook, expires, renewAt } = twin;
    return { kind: "acquired", held: { data, hook, expires, renewAt } };
  }
  let { unsure } = asked;
  let adopted: Acquired | undefined;
  const called = await insist(context.clock, async (): Promise<Called> => {
    const listed = unsure ? await unheldHook(context, subscription, party) : undefined;
    if (listed?.kind === "failed") return listed;
    if (listed?.kind === "unheld") {
      adopted = { kind: "acquired", held: await heldOf(context, subscription, party, listed.saved), isFound: true };
      return { kind: "skipped" };
    }
    if (listed?.kind === "none") unsure = false;
    const ended = await callService(context, "attach", party, call);
    unsure ||= ended.kind === "failed" && ended.doubtful;
    return ended;
  });
  if (adopted !== undefined) return adopted;
  if (called.kind === "failed") return { ...called, doubtful: unsure };
  const saved = called.kind === "done" && isCollection(called.data) ? called.data : {};
  return { kind: "acquired", held: await heldOf(context, subscription, party, saved) };
}

/** What is written down of a hook with this data. */
export async function heldOf(
  context: Context,
  subscription: Subscription,
  party: Party,
  saved: Collection,
): Promise<Held & { readonly hook: string }> {
  const [hook, data] = await Promise.all([
    hookOf(context, { ...party, saved }),
    context.secrets.seal(encodeValue(saved)),
  ]);
  return { data, hook, ...lifetimeOf(context, subscription, { ...party, saved }) };
}
