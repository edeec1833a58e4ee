import { encodeValue } from "../language/codec.ts";
import { isCollection } from "../language/kinds.ts";
import { open } from "../language/read.ts";
import type { AttachScope } from "../language/scopes.ts";
import type { Value } from "../language/values.ts";
import type { Context } from "./context.ts";
import type { Procedure, WebhookModule } from "./contract.ts";
import type { Connection, Failure, LedgerChange, Subscription } from "./engine/engine.ts";
import { failureOf } from "./failure.ts";
import { newId } from "./id.ts";
import { leafTexts } from "./procedure/redact.ts";
import { type Outcome, type Refused, runProcedure } from "./procedure/run.ts";
import { exceeds } from "./receive/limits.ts";
import { openConnection, openOwner } from "./stored.ts";

/** Runs attach for a subscription in state `attaching` and writes down how it ended. */
export async function attach(context: Context, subscription: Subscription): Promise<Subscription> {
  const outcome = await callOf(context, subscription, "attach");
  const ended =
    outcome.kind === "failed" ? failed("attach-failed", context, outcome.failure) : await attached(context, outcome);
  const moved = await context.engine.moveSubscription(subscription.id, ["attaching"], ended);
  if (ended.state === "attached") context.wake([subscription.id]);
  return moved ?? subscription;
}

/**
 * Runs detach for a subscription in state `detaching`, a few times if that may help, and writes down how it ended. What
 * the service does not know (any more) is detached.
 */
export async function detach(context: Context, subscription: Subscription): Promise<Subscription> {
  let outcome = await callOf(context, subscription, "detach");
  for (const pause of PAUSES) {
    if (outcome.kind !== "failed" || !outcome.transient) break;
    await context.clock.sleep(pause);
    outcome = await callOf(context, subscription, "detach");
  }
  const ended: LedgerChange =
    outcome.kind === "failed" && outcome.status !== 404 && outcome.status !== 410
      ? failed("detach-failed", context, outcome.failure)
      : { state: "detached", at: context.clock.now() };
  return (await context.engine.moveSubscription(subscription.id, ["detaching"], ended)) ?? subscription;
}

/** Bytes of what attach may save. */
const MAX_SAVED = 64 * 1024;

/** Milliseconds before each further try of a detach that may succeed later. */
const PAUSES: readonly number[] = [500, 2000];

async function attached(context: Context, outcome: Exclude<Outcome, Refused>): Promise<LedgerChange> {
  const at = context.clock.now();
  const data: Value = outcome.kind === "done" ? outcome.data : undefined;
  if (!isCollection(data)) return { state: "attached", at };
  const text = encodeValue(data);
  if (!exceeds(text, MAX_SAVED)) return { state: "attached", at, data: await context.secrets.seal(text) };
  const message = `What attach saves in \`response.data\` may have ${MAX_SAVED} bytes.`;
  return failed("attach-failed", context, { code: "data-too-large", message });
}

function failed(state: "attach-failed" | "detach-failed", { clock }: Context, failure: Failure): LedgerChange {
  const { code, message, place } = failure;
  return { state, at: clock.now(), failure: { code, message, place } };
}

async function callOf(context: Context, subscription: Subscription, name: "attach" | "detach"): Promise<Outcome> {
  const { app, webhook, id } = subscription;
  const module = context.apps.find((one) => one.id === app)?.webhooks[webhook];
  if (module === undefined) {
    const message = `The webhook ${app}/${webhook} of the subscription ${id} is not served here.`;
    return { kind: "failed", failure: { code: "webhook-unknown", message }, transient: false };
  }
  const procedure = module[name];
  if (procedure === undefined) return { kind: "skipped" };
  const stored = await context.engine.connection(app, subscription.connection);
  try {
    return await remoteCall(context, subscription, stored, { name, procedure, module });
  } catch (error) {
    return { kind: "failed", failure: failureOf(error, undefined), transient: false };
  }
}

interface Remote {
  readonly name: string;
  readonly procedure: Procedure<AttachScope>;
  readonly module: WebhookModule;
}

/** Rejects if the subscription's secrets cannot be opened. */
async function remoteCall(
  { secrets, send, log, clock, publicUrl }: Context,
  subscription: Subscription,
  stored: Connection | undefined,
  { name, procedure, module: { timezone = "UTC" } }: Remote,
): Promise<Outcome> {
  const { app, webhook, id } = subscription;
  const connection = stored === undefined ? {} : await openConnection(secrets, stored);
  const { parameters, saved } = await openOwner(secrets, subscription);
  const scope: AttachScope = {
    webhook: open({ id, url: hookUrl(publicUrl, app, webhook), ...saved }),
    parameters: open(parameters),
    connection: open(connection),
    data: open({ ...parameters, ...saved }),
    common: {},
    temp: {},
    scenario: {},
    now: new Date(clock.now()),
    executionId: newId(clock.now()),
    environment: { timezone },
  };
  const about = { subscription: id, app, webhook };
  return runProcedure({ name, procedure, scope, send, log, about, secrets: leafTexts([connection, saved]) });
}

/** The shared URL of a webhook. */
export function hookUrl(publicUrl: string, app: string, webhook: string): string {
  return `${publicUrl}/hooks/${encodeURIComponent(app)}/${encodeURIComponent(webhook)}`;
}
