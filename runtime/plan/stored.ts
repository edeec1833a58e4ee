import type { Context } from "../context.ts";
import type { AppModule } from "../contract.ts";
import type { Connection, Engine, Subscription } from "../engine/engine.ts";
import { openRequest } from "../kept-request.ts";
import { openOwner } from "../stored.ts";
import { connectionsOf } from "../why/uids.ts";
import { createCompare } from "./compare.ts";
import type { Difference, Sides } from "./difference.ts";
import { grouped } from "./groups.ts";
import type { PlanOwner } from "./item.ts";
import { type ToldPlan, toldPlan } from "./told.ts";

/** Compares two versions of an app over the last requests of one of its webhooks, `most` at most, while the store is in use. */
export async function planOf(
  context: Context,
  apps: Sides<readonly [AppModule]>,
  webhook: string,
  most: number,
): Promise<ToldPlan> {
  const { engine, secrets } = context;
  const app = apps.old[0].id;
  const compare = createCompare(apps, { ...context, owners: ownersIn(context) });
  const differences: Difference[] = [];
  const counts = { compared: 0, skipped: 0 };
  for (const id of await lastRequests(engine, app, webhook, most)) {
    const kept = await engine.request(id);
    // Its time may have passed meanwhile.
    if (kept === undefined) continue;
    const { method, url, headers, body, receivedAt } = kept;
    const raw = await openRequest(secrets, { method, url, headers, body });
    const found = await compare({ ...raw, id, app, webhook, receivedAt });
    counts[found === undefined ? "skipped" : "compared"] += 1;
    differences.push(...(found ?? []));
  }
  return toldPlan(counts, grouped(differences));
}

/** The ids of the last requests of a webhook, in the order in which they came. */
async function lastRequests(engine: Engine, app: string, webhook: string, most: number): Promise<readonly string[]> {
  const ids: string[] = [];
  let before: number | undefined;
  for (let page = 0; page < MOST_PAGES && ids.length < most; page += 1) {
    const rows = await engine.requests({ limit: PAGE, before });
    ids.push(...rows.filter((row) => row.app === app && row.webhook === webhook).map(({ id }) => id));
    before = rows.at(-1)?.seq;
    if (rows.length < PAGE) break;
  }
  return ids.slice(0, most).reverse();
}

const PAGE = 500;
const MOST_PAGES = 20;

/** Who gets the items of a uid; each is asked for once. */
function ownersIn({ engine, secrets }: Pick<Context, "engine" | "secrets">) {
  let connections: Promise<readonly Connection[]> | undefined;
  const known = new Map<string, Promise<readonly PlanOwner[]>>();
  const find = async (app: string, webhook: string, uid: string): Promise<readonly PlanOwner[]> => {
    connections ??= connectionsOf(engine, app);
    const holders = (await connections).filter((one) => one.uid === uid);
    const found = await Promise.all(
      holders.map(({ id }) => engine.subscriptions({ app, webhook, connection: id, limit: PAGE })),
    );
    const owners = found.flat().filter(isOwner);
    return Promise.all(owners.map(async (one) => ({ subscription: one.id, ...(await openOwner(secrets, one)) })));
  };
  return (app: string, webhook: string, uid: string): Promise<readonly PlanOwner[]> => {
    const owners = known.get(uid) ?? find(app, webhook, uid);
    known.set(uid, owners);
    return owners;
  };
}

function isOwner({ state }: Subscription): boolean {
  return state === "attaching" || state === "attached";
}
