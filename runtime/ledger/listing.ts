import { isCollection } from "../../language/kinds.ts";
import type { Collection } from "../../language/values.ts";
import type { Context } from "../context.ts";
import type { Subscription } from "../engine/engine.ts";
import { newId } from "../id.ts";
import { callService, type Failed, type NotThere } from "./call.ts";
import { isHeld } from "./holders.ts";
import { hookOf } from "./hook.ts";
import type { Party } from "./party.ts";

/** A hook that the service says it has, with the data that attach would have saved of it. */
export interface ListedHook {
  readonly hook: string;
  readonly saved: Collection;
}

export type Listed = { readonly kind: "listed"; readonly hooks: readonly ListedHook[] } | NotThere | Failed;

/** Asks the service which hooks it has for a party. */
export async function listHooks(context: Context, party: Party): Promise<Listed> {
  const called = await callService(context, "listing", { ...party, saved: {} }, newId(context.clock.now()));
  switch (called.kind) {
    case "absent":
    case "failed":
      return called;
    case "skipped":
      return { kind: "listed", hooks: [] };
    case "done": {
      const all = called.output.filter(isCollection);
      const hooks = all.map(async (saved) => ({ hook: await hookOf(context, { ...party, saved }), saved }));
      return { kind: "listed", hooks: await Promise.all(hooks) };
    }
  }
}

export type Unheld =
  | { readonly kind: "unheld"; readonly saved: Collection }
  | { readonly kind: "none" }
  | NotThere
  | Failed;

/** The first hook that the service has for a party and no subscription holds. */
export async function unheldHook(context: Context, subscription: Subscription, party: Party): Promise<Unheld> {
  const listed = await listHooks(context, party);
  if (listed.kind !== "listed") return listed;
  for (const { hook, saved } of listed.hooks) {
    if (!(await isHeld(context, subscription, hook, ""))) return { kind: "unheld", saved };
  }
  return { kind: "none" };
}
