import { open } from "../../language/read.ts";
import type { AttachScope } from "../../language/scopes.ts";
import type { Collection } from "../../language/values.ts";
import { commonOf } from "../common.ts";
import type { Context } from "../context.ts";
import type { Subscription } from "../engine/engine.ts";
import { moduleOf } from "../served.ts";
import { openConnection, openOwner } from "../stored.ts";

/** Whom a remote call is for. */
export interface Party {
  readonly app: string;
  readonly webhook: string;
  readonly connection: string;
  /** The subscription's; empty where a call is for a connection alone. */
  readonly id: string;
  readonly parameters: Collection;
  /** What attach saved. */
  readonly saved: Collection;
}

/** A subscription as its remote calls see it. Rejects if what it holds cannot be opened. */
export async function partyOf({ secrets }: Context, subscription: Subscription): Promise<Party> {
  const { id, app, webhook, connection } = subscription;
  return { id, app, webhook, connection, ...(await openOwner(secrets, subscription)) };
}

/** What templates read that is not the party's own. */
export interface Surroundings {
  readonly connection: Collection;
  readonly common: Collection;
  readonly timezone: string;
}

/** Rejects if the connection cannot be opened. */
export async function surroundingsOf(context: Context, party: Party): Promise<Surroundings> {
  const { apps, engine, secrets } = context;
  const { timezone = "UTC" } = moduleOf(context, party);
  const stored = await engine.connection(party.app, party.connection);
  const connection = stored === undefined ? {} : await openConnection(secrets, stored);
  const app = apps().find(({ id }) => id === party.app);
  return { connection, common: app === undefined ? {} : commonOf(context, app), timezone };
}

/** What the templates of attach, update, detach and listing read. */
export function scopeOf(
  { publicUrl }: Pick<Context, "publicUrl">,
  { id, app, webhook, parameters, saved }: Party,
  { connection, common, timezone }: Surroundings,
  { now, executionId }: Pick<AttachScope, "now" | "executionId">,
): AttachScope {
  return {
    webhook: open({ id, url: hookUrl(publicUrl, app, webhook), ...saved }),
    parameters: open(parameters),
    connection: open(connection),
    data: open({ ...parameters, ...saved }),
    common: open(common),
    temp: {},
    scenario: {},
    now,
    executionId,
    environment: { timezone },
  };
}

/** The shared URL of a webhook. */
export function hookUrl(publicUrl: string, app: string, webhook: string): string {
  return `${publicUrl}/hooks/${encodeURIComponent(app)}/${encodeURIComponent(webhook)}`;
}
