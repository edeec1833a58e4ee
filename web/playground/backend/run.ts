import type { NewItem } from "../../../runtime/engine/engine.ts";
import type { RawRequest, Reply } from "../../../runtime/http/message.ts";
import { newId } from "../../../runtime/id.ts";
import { receive } from "../../../runtime/receive/receive.ts";
import { type Owner as RenderedFor, render, unpackScope, withRequest } from "../../../runtime/receive/render.ts";
import type { Hook } from "../../../runtime/take.ts";
import { explain } from "../../../runtime/why/explain.ts";
import type { ItemStory, Step } from "../../../runtime/why/trace.ts";
import { collectionIn } from "../collection.ts";
import type { Answers, Delivery, Outcome, OutcomeItem, OutcomeStep, Owner, Place, SentRequest } from "../playground.ts";
import { converse } from "./calls.ts";
import { compile, type Ready, type Texts } from "./compiled.ts";
import { placeFinder } from "./places.ts";
import { rawRequestOf } from "./request.ts";
import { admit } from "./sign.ts";
import type { Setting } from "./told.ts";

/** What an app makes of a request, step by step, by what evaluates it in production; a table stands for the store. */
export async function run(
  app: string,
  texts: Texts,
  request: SentRequest,
  owners: readonly Owner[],
  answers: Answers,
  now: number,
): Promise<Outcome> {
  const compiled = await compile(app, texts);
  if (compiled.kind === "none") return { kind: "not-run", said: compiled.said };
  const { hook } = compiled;
  const find = placeFinder(texts);
  const sent = rawRequestOf(request, `/hooks/${encodeURIComponent(app)}/${encodeURIComponent(hook.webhook)}`);
  const { raw, instant, step, refused } = await admit(hook, sent, request.signed, { now, executionId: newId(now) });
  const first = step ? [step] : [];
  if (refused) return { kind: "ran", steps: first, items: [], more: 0, reply: { ...plain(refused), place: undefined } };

  const { reply, items } = receive(hook.module, raw, instant);
  const { outcome, steps, items: stories, more = 0 } = explain(hook.module, raw, instant);
  const shown = (each: Step): OutcomeStep => stepOf(each, find);
  const taken = new Map(items.map((item) => [item.id, item]));
  const subscribers = await Promise.all(owners.map((owner) => subscriberOf(compiled, { owner, answers, find, now })));
  const directive = outcome === "handshake" ? "verification.respond" : "respond";
  return {
    kind: "ran",
    steps: [...first, ...steps.map(shown)],
    items: stories.map((story) => itemOf(story, shown, deliveriesOf(hook, taken.get(story.id), raw, subscribers))),
    more,
    reply: { ...plain(reply), place: find(hook.module.communication.places[directive]) },
  };
}

function plain({ status, headers, body }: Reply): Pick<Reply, "status" | "headers" | "body"> {
  return { status, headers, body };
}

function stepOf(step: Step, find: (place: string | undefined) => Place | undefined): OutcomeStep {
  const { stage, said, advice, gave, reads = [], place } = step;
  return { stage, said, advice, gave, reads: reads.map(({ path, value }) => ({ path, value })), place: find(place) };
}

function itemOf(
  { number, uid, outcome, steps }: ItemStory,
  shown: (step: Step) => OutcomeStep,
  deliveries: readonly Delivery[],
): OutcomeItem {
  return { number, uid, outcome, steps: steps.map(shown), deliveries };
}

/** A user, and what the subscription brings to templates. */
interface Subscriber {
  readonly owner: Owner;
  readonly own: RenderedFor;
}

/** Who has subscribed has called the service before; of that a webhook without templates of its owners sees nothing. */
async function subscriberOf(compiled: Ready, setting: Setting): Promise<Subscriber> {
  const { ownerOutput, ownerCondition } = compiled.hook.module.communication;
  const { saved } = ownerOutput || ownerCondition ? await converse(compiled, setting) : { saved: {} };
  const { owner } = setting;
  return { owner, own: { parameters: collectionIn(owner.parameters) ?? {}, saved } };
}

/** What each owner of an item gets: uids are compared as the store does it, as text and exactly. */
function deliveriesOf(
  hook: Hook,
  item: NewItem | undefined,
  raw: RawRequest,
  subscribers: readonly Subscriber[],
): readonly Delivery[] {
  if (item === undefined || item.uid === undefined || item.platform) return [];
  return subscribers
    .filter(({ owner }) => owner.uid === item.uid)
    .map((subscriber) => deliveryOf(hook, item, raw, subscriber));
}

function deliveryOf(
  { module }: Hook,
  { payload }: NewItem,
  raw: RawRequest,
  { owner: { name: owner }, own }: Subscriber,
): Delivery {
  switch (payload.kind) {
    case "bundle":
      return { kind: "bundle", owner, bundle: payload.bundle };
    case "failure":
      return { kind: "failed", owner, said: payload.failure.message };
    case "scope": {
      const rendered = render(module, withRequest(unpackScope(payload.scope).kept, raw), own);
      switch (rendered.kind) {
        case "bundle":
          return { kind: "bundle", owner, bundle: rendered.bundle };
        case "skip":
          return { kind: "skipped", owner };
        case "failure":
          return { kind: "failed", owner, said: rendered.failure.message };
      }
    }
  }
}
