import type { WebhookModule } from "../contract.ts";
import type { Failure, NewItem, Payload } from "../engine/engine.ts";
import type { RawRequest } from "../http/message.ts";
import { leafTexts } from "../procedure/redact.ts";
import { type Owner, type Rendered, render, unpackScope, withRequest } from "../receive/render.ts";
import { type Change, changesOf, withoutSecrets } from "./changes.ts";
import type { Sides } from "./difference.ts";
import { differing, type Found, failureDifference } from "./found.ts";

/** A subscription as far as an item is made into its bundle. */
export interface PlanOwner extends Owner {
  /** Its id; undefined: it stands for whoever subscribes, for none is known. */
  readonly subscription: string | undefined;
}

/** Where two items differ, but for what depends on their subscriptions. */
export function itemDifferences({ old, new: now }: Sides<NewItem>): readonly Found[] {
  const failure = failureDifference({ old: failureOf(old.payload), new: failureOf(now.payload) }, "output");
  if (failure !== undefined) return [failure];
  const owner =
    old.platform !== now.platform
      ? differing("platform", old.platform === true, now.platform === true, "platformEvent")
      : differing("uid", old.uid, now.uid, "uid");
  return [...owner, ...differing("dedupe", old.dedupe, now.dedupe, "dedupe")];
}

/** Where what a subscription gets of two items differs. */
export function bundleDifferences(
  items: Sides<NewItem>,
  modules: Sides<WebhookModule>,
  raw: RawRequest,
  owner: PlanOwner,
): readonly Found[] {
  const old = rendered(modules.old, items.old.payload, raw, owner);
  const now = rendered(modules.new, items.new.payload, raw, owner);
  const { subscription, saved } = owner;
  const secrets = leafTexts(saved);
  return renderedDifferences({ old, new: now }).map((found) => ({
    ...found,
    values: withoutSecrets(found.values, secrets),
    subscription,
  }));
}

function renderedDifferences({ old, new: now }: Sides<Rendered>): readonly Found[] {
  const failure = failureDifference({ old: failureOf(old), new: failureOf(now) }, "output");
  if (failure !== undefined) return [failure];
  if ((old.kind === "skip") !== (now.kind === "skip"))
    return differing("delivery", old.kind !== "skip", now.kind !== "skip", "condition");
  if (old.kind !== "bundle" || now.kind !== "bundle" || old.bundle === now.bundle) return [];
  return changesOf(JSON.parse(old.bundle), JSON.parse(now.bundle)).map(asBundle);
}

function asBundle({ path, values }: Change): Found {
  return { kind: "bundle", path, values, unit: "output" };
}

function rendered(module: WebhookModule, payload: Payload, raw: RawRequest, owner: Owner): Rendered {
  if (payload.kind !== "scope") return payload;
  const { kept, withheld } = unpackScope(payload.scope);
  return render(module, withheld === undefined ? kept : withRequest(kept, raw), owner);
}

function failureOf(payload: Payload | Rendered): Failure | undefined {
  return payload.kind === "failure" ? payload.failure : undefined;
}
