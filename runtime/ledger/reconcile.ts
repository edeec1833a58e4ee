import { connectionsOf } from "../connection/all.ts";
import type { AppModule } from "../contract.ts";
import type { Failure, Subscription } from "../engine/engine.ts";
import { RuntimeError } from "../errors.ts";
import type { Desk } from "./desk.ts";
import { enterAnew, failureIn, newCall } from "./entry.ts";
import { isHeld, subscriptionsOf } from "./holders.ts";
import { hookOf } from "./hook.ts";
import { type ListedHook, listHooks } from "./listing.ts";
import { type Party, partyOf } from "./party.ts";
import { release } from "./release.ts";
import { takeUp } from "./take-up.ts";

export interface Reconciled {
  readonly connections: readonly ReconciledConnection[];
}

/** What the ledger and the service have for one connection. */
export interface ReconciledConnection {
  readonly connection: string;
  /** Subscriptions whose hook the service has. */
  readonly held: readonly string[];
  /** Subscriptions whose hook the service does not have. */
  readonly missing: readonly string[];
  /** How many hooks the service has that no subscription has. */
  readonly orphans: number;
  /** Why the service could not be asked, or could not be brought to agree. */
  readonly failure?: Failure;
}

/** Throws a `RuntimeError` (422) if the webhook has no listing to compare with. */
export async function reconcile(desk: Desk, app: AppModule, webhook: string, fix: boolean): Promise<Reconciled> {
  if (app.webhooks[webhook]?.listing === undefined) throw noListing(app.id, webhook);
  const connections: ReconciledConnection[] = [];
  for await (const { id: connection } of connectionsOf(desk.context, app.id)) {
    const of = { app: app.id, webhook, connection };
    connections.push(await desk.forConnection(of, () => compare(desk, of, fix)));
  }
  return { connections };
}

type Of = Pick<Subscription, "app" | "webhook" | "connection">;

async function compare(desk: Desk, of: Of, fix: boolean): Promise<ReconciledConnection> {
  const { context } = desk;
  const live: Subscription[] = [];
  for await (const one of subscriptionsOf(context, of)) {
    // What is not decided yet may have a hook that nobody has written down: it is found before hooks count as orphans.
    if (one.state === "attaching" || one.state === "attached")
      live.push(fix && isUndecided(one) ? await takeUp(desk, one) : one);
  }
  const attached = live.filter(({ state }) => state === "attached");
  const parties = await Promise.all(attached.map((one) => partyOf(context, one)));
  const listed = await listAll(desk, of, parties);
  if ("failure" in listed)
    return { connection: of.connection, held: [], missing: [], orphans: 0, failure: listed.failure };
  const [held, missing] = await divided(desk, attached, parties, listed.hooks);
  const orphans = await unheldOf(desk, of, listed.hooks);
  const failure = fix ? await mend(desk, of, missing, orphans) : undefined;
  return {
    connection: of.connection,
    held: held.map(idOf),
    missing: missing.map(idOf),
    orphans: orphans.length,
    failure,
  };
}

/** What the service lists for a connection: with the parameters of each of its subscriptions, for the listing may read them. */
async function listAll(
  { context }: Desk,
  of: Of,
  parties: readonly Party[],
): Promise<{ readonly hooks: readonly ListedHook[] } | { readonly failure: Failure }> {
  const nobody: Party = { ...of, id: "", parameters: {}, saved: {} };
  const hooks = new Map<string, ListedHook>();
  for (const party of parties.length === 0 ? [nobody] : parties) {
    const listed = await listHooks(context, party);
    if (listed.kind === "failed") return { failure: failureIn(listed) };
    if (listed.kind === "listed") for (const one of listed.hooks) hooks.set(one.hook, one);
  }
  return { hooks: [...hooks.values()] };
}

/** The subscriptions whose hook is listed, and the others. */
async function divided(
  { context }: Desk,
  attached: readonly Subscription[],
  parties: readonly Party[],
  listed: readonly ListedHook[],
): Promise<readonly [Subscription[], Subscription[]]> {
  const there = new Set(listed.map(({ hook }) => hook));
  const held: Subscription[] = [];
  const missing: Subscription[] = [];
  for (const [index, one] of attached.entries()) {
    const party = parties[index];
    // Named anew: the name may have come from a detach that has changed since.
    const hook = party === undefined ? one.hook : await hookOf(context, party);
    (hook !== undefined && there.has(hook) ? held : missing).push(one);
  }
  return [held, missing];
}

async function unheldOf({ context }: Desk, of: Of, listed: readonly ListedHook[]): Promise<readonly ListedHook[]> {
  const unheld: ListedHook[] = [];
  for (const one of listed) if (!(await isHeld(context, of, one.hook, ""))) unheld.push(one);
  return unheld;
}

/** Attaches what is missing and detaches what nobody has; answers the last failure. */
async function mend(
  desk: Desk,
  of: Of,
  missing: readonly Subscription[],
  orphans: readonly ListedHook[],
): Promise<Failure | undefined> {
  const { context } = desk;
  let failure: Failure | undefined;
  for (const { saved } of orphans) {
    const party: Party = { ...of, id: "", parameters: {}, saved };
    failure =
      (await release(desk, party, newCall(context).call, async (failed) => failed && failureIn(failed))) ?? failure;
  }
  const begun: Subscription[] = [];
  for (const one of missing) {
    begun.push(await enterAnew(context, one, { unsure: one.progress?.unsure }));
  }
  for (const one of begun) failure = (await takeUp(desk, one)).failure ?? failure;
  return failure;
}

function isUndecided({ state, progress }: Subscription): boolean {
  return state === "attaching" || progress?.unsure === true;
}

function idOf({ id }: Subscription): string {
  return id;
}

function noListing(app: string, webhook: string): RuntimeError {
  return new RuntimeError(
    "no-listing",
    422,
    `The webhook ${app}/${webhook} has no \`listing\` in its \`imlc.json\`, so nobody can tell which hooks the service has.`,
  );
}
