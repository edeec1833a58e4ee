import { parseJson } from "../../language/json.ts";
import { didYouMean, nearest } from "../../language/nearest.ts";
import type { Connection, Subscription } from "../../runtime/engine/engine.ts";
import { RuntimeError } from "../../runtime/errors.ts";
import { failureOf } from "../../runtime/failure.ts";
import { openOwner } from "../../runtime/stored.ts";
import { HarnessError } from "../error.ts";
import type { Called } from "../harness.ts";
import type { Place } from "./hook.ts";
import type { World } from "./world.ts";

/** What a call for a subscription comes to. Rejects with a `HarnessError` if there is none of that name. */
export async function ofSubscription(
  { world, names }: Place,
  id: string,
  call: (id: string) => Promise<Subscription | undefined>,
): Promise<Omit<Called, "asked">> {
  const known = names.get(id);
  const changed = known === undefined ? undefined : await call(known);
  if (changed === undefined) throw noSubscription(id, [...names.keys()]);
  return subscriptionView(world, changed);
}

/** What is told of a subscription. */
export async function subscriptionView({ context }: World, subscription: Subscription): Promise<Omit<Called, "asked">> {
  const { state, failure } = subscription;
  const { saved } = await openOwner(context.secrets, subscription);
  return { state, saved, ...(failure ? { error: failure } : {}) };
}

/** What is told of a connection. */
export function connectionView({ uid, metadata }: Connection): Omit<Called, "asked"> {
  return {
    ...(uid === undefined ? {} : { uid }),
    ...(metadata === undefined ? {} : { metadata: parseJson(metadata) }),
  };
}

/** What is told of a call that the runtime refused. Throws any other error again. */
export function refused(error: unknown): Omit<Called, "asked"> {
  if (error instanceof RuntimeError) return { error: failureOf(error, undefined) };
  throw error;
}

function noSubscription(id: string, ids: readonly string[]): HarnessError {
  return new HarnessError(`There is no subscription \`${id}\`.${didYouMean(nearest(id, ids))}`);
}
