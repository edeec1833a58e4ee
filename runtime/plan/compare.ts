import type { Context } from "../context.ts";
import type { AppModule, WebhookModule } from "../contract.ts";
import { isCredential } from "../kept-request.ts";
import { leafTexts } from "../procedure/redact.ts";
import { queryOf } from "../receive/scope.ts";
import { challengeOf } from "../signature/challenge.ts";
import { createVerify } from "../signature/verify.ts";
import { withoutSecrets } from "./changes.ts";
import type { Difference, Sides } from "./difference.ts";
import { differing, type Found } from "./found.ts";
import type { PlanOwner } from "./item.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import { differencesOf } from "./outcomes.ts";
import type { RecordedRequest } from "./recorded.ts";
import { createRepeats, type IsRepeat } from "./repeats.ts";
import { type FoundWebhook, webhooksOf } from "./webhooks.ts";

/** What a comparison needs of its surroundings. */
export interface PlanContext extends Pick<Context, "environment" | "publicUrl"> {
  /** The subscriptions that get the items of a uid; undefined: it is not known who subscribes. */
  readonly owners?: (app: string, webhook: string, uid: string) => Promise<readonly PlanOwner[]>;
}

/** Compares what one request comes to; undefined if neither side has its webhook. */
export type Compare = (request: RecordedRequest) => Promise<readonly Difference[] | undefined>;

/**
 * Runs recorded requests through the manifests as they were and as they are to be, each at the time when it came and in
 * that order: what a dedupe key was taken for before is left out. What a template makes of `uuid` and `random` is another
 * thing each time, and is not compared.
 */
export function createCompare(apps: Sides<readonly AppModule[]>, context: PlanContext): Compare {
  const { owners: ownersIn, environment } = context;
  const verify = createVerify(context);
  const repeats = { old: createRepeats("old"), new: createRepeats("new") };
  return async (request) => {
    const webhook = webhooksOf(apps, request);
    if (webhook === undefined) return undefined;
    const found = await foundIn(webhook, request);
    return found.map((one) => told(one, webhook, request));
  };

  async function foundIn(hook: FoundWebhook, request: RecordedRequest): Promise<readonly Found[]> {
    const { app, webhook } = hook;
    const { old, new: now } = hook.modules;
    if (old === undefined || now === undefined) return differing("webhook", old !== undefined, now !== undefined);
    const refused = await signatureDifferences({ old, new: now }, request);
    if (refused.length > 0) return refused;
    const owners = ownersIn && ((uid: string) => ownersIn(app, webhook, uid));
    const before = await evaluate(old, request, repeats.old(hook, request));
    const after = await evaluate(now, request, repeats.new(hook, request));
    const found = await differencesOf({ old: before, new: after }, request, owners);
    if (found.length === 0) return [];
    const repeated = new Set(before.elements.flatMap(({ item, isRepeat }) => (isRepeat && item ? [item.id] : [])));
    const once = await evaluate(old, request, ({ id }) => repeated.has(id));
    const again = await differencesOf({ old: before, new: once }, request, owners);
    const noise = new Set(again.map(keyOf));
    return found.filter((one) => !noise.has(keyOf(one)));
  }

  async function signatureDifferences(
    { old, new: now }: Sides<WebhookModule>,
    request: RecordedRequest,
  ): Promise<readonly Found[]> {
    if (JSON.stringify(old.signature) === JSON.stringify(now.signature)) return [];
    return differing("signature", await verdict(old, request), await verdict(now, request));
  }

  async function verdict({ signature }: WebhookModule, request: RecordedRequest): Promise<string> {
    return signature === undefined ? "valid" : verify(signature, request, request.receivedAt);
  }

  async function evaluate(module: WebhookModule, request: RecordedRequest, isRepeat: IsRepeat): Promise<Outcome> {
    const { signature } = module;
    const challenge = signature && (await challengeOf(signature, request, environment));
    return outcomeOf(module, request, { now: request.receivedAt, executionId: request.id, challenge }, isRepeat);
  }
}

function told(
  { failed, ...found }: Found,
  { app, webhook, modules }: FoundWebhook,
  request: RecordedRequest,
): Difference {
  const values = withoutSecrets(found.values, credentialsOf(request));
  const placeIn = (module: WebhookModule | undefined) => found.unit && module?.communication.places[found.unit];
  return {
    ...found,
    app,
    webhook,
    request: request.id,
    values: { old: cut(values.old), new: cut(values.new) },
    places: failed ?? { old: placeIn(modules.old), new: placeIn(modules.new) },
  };
}

/** What a request carries to prove who sends it. */
function credentialsOf({ url, headers }: RecordedRequest): readonly string[] {
  const named = Object.entries({ ...queryOf(url), ...headers }).filter(([name]) => isCredential(name));
  return leafTexts(named.map(([, value]) => value)).flatMap((text) => [text, ...text.split(/\s+/)]);
}

function cut(text: string | undefined): string | undefined {
  return text !== undefined && text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}

const LONGEST_SHOWN = 120;

/** What is different each time is so in the same place of the same item. */
function keyOf({ kind, path, item, subscription }: Found): string {
  return JSON.stringify([kind, path, item, subscription]);
}
