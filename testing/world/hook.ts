import type { Context } from "../../runtime/context.ts";
import type { AppModule, WebhookModule } from "../../runtime/contract.ts";
import type { RawRequest } from "../../runtime/http/message.ts";
import { heldOf } from "../../runtime/ledger/acquire.ts";
import { hookUrl, partyOf } from "../../runtime/ledger/party.ts";
import { signRequest } from "../../runtime/signature/sign.ts";
import { sealParameters } from "../../runtime/stored.ts";
import { HarnessError } from "../error.ts";
import type { Answered, GivenSubscription } from "../harness.ts";
import { itemsOf } from "./items.ts";
import { type HookRequest, rawRequest } from "./request.ts";
import type { World } from "./world.ts";

/** What a harness is about. */
export interface Place {
  readonly world: World;
  readonly app: AppModule;
  readonly webhook: string;
  /** The ids of subscriptions, by the names that the test has for them. */
  readonly names: Map<string, string>;
}

/** Puts a subscription there, attached. Rejects with a `HarnessError` if its connection is not there. */
export async function subscribe(
  { world: { context }, app, webhook, names }: Place,
  id: string,
  { connection, parameters = {}, data = {} }: GivenSubscription,
): Promise<void> {
  const { engine, secrets, clock } = context;
  if ((await engine.connection(app.id, connection)) === undefined)
    throw new HarnessError(`There is no connection \`${connection}\`.`);
  const made = await engine.createSubscription({
    id,
    app: app.id,
    webhook,
    connection,
    parameters: await sealParameters(secrets, parameters),
    target: { kind: "function", name: id },
    createdAt: clock.now(),
    lateMatch: app.webhooks[webhook]?.lateMatch ?? false,
  });
  const held = await heldOf(context, made, await partyOf(context, made), data);
  await engine.moveSubscription(id, ["attaching"], { state: "attached", at: clock.now(), held });
  names.set(id, id);
}

/** Sends a request to the shared URL. */
export async function answered({ world, app, webhook, names }: Place, wanted: HookRequest): Promise<Answered> {
  const { context } = world;
  const raw = rawRequest(wanted, hookUrl("", app.id, webhook));
  const seen = world.watch();
  const reply = await world.app.fetch(await signed(raw, wanted.sign, app.webhooks[webhook], context));
  if (seen.taken === undefined) return { reply, items: [], warnings: seen.warnings };
  const { request, accepted } = seen.taken;
  const byId = new Map([...names].map(([name, id]) => [id, name]));
  const nameOf = (id: string): string => byId.get(id) ?? id;
  const kept = { engine: context.engine, render: world.render, nameOf, lanes: accepted.lanes };
  const { failure } = request;
  return { reply, items: await itemsOf(request, kept), warnings: seen.warnings, ...(failure ? { failure } : {}) };
}

async function signed(
  raw: RawRequest,
  secret: string | undefined,
  module: WebhookModule | undefined,
  { clock, publicUrl }: Context,
): Promise<RawRequest> {
  if (secret === undefined) return raw;
  if (module?.signature === undefined) throw new HarnessError("`imlc.json` says nothing of how requests are signed.");
  const request = await signRequest({ signature: module.signature, secret, publicUrl, now: clock.now() }, raw);
  if (request === undefined) throw new HarnessError("The secret to sign with is none of the scheme in `imlc.json`.");
  return request;
}
