import type { WebhookModule } from "../contract.ts";
import { shown } from "./changes.ts";
import type { Sides } from "./difference.ts";
import { differing, type Found } from "./found.ts";
import { bundleDifferences, itemDifferences, type PlanOwner } from "./item.ts";
import { type Element, textOf } from "./outcome.ts";
import type { RecordedRequest } from "./recorded.ts";

/** The subscriptions that get the items of a uid. */
export type OwnersOf = (uid: string) => Promise<readonly PlanOwner[]>;

/** Where what two elements of the same value came to differs. */
export async function pairDifferences(
  pair: Sides<Element>,
  modules: Sides<WebhookModule>,
  request: RecordedRequest,
  owners: OwnersOf | undefined,
): Promise<readonly Found[]> {
  const { number } = pair.old;
  const [old, now] = [pair.old.item, pair.new.item];
  if (isNothing(pair.old) && isNothing(pair.new)) return [];
  if (old === undefined || now === undefined) {
    const text = textOf(pair.old);
    const values = { old: old && text, new: now && text };
    return [presence(pair.old, values, "iterate.condition")];
  }
  const items = { old, new: now };
  if (pair.old.isRepeat !== pair.new.isRepeat) {
    const key = differing("dedupe", old.dedupe, now.dedupe, "dedupe");
    const repeat = differing("duplicate", pair.old.isRepeat, pair.new.isRepeat, "dedupe");
    return [...key, ...repeat].map((found) => ({ ...found, item: number }));
  }
  const own = itemDifferences(items);
  if (own.some(({ kind }) => kind === "failure")) return own.map((found) => ({ ...found, item: number }));
  const uids = { old: await ownersOf(old.uid, owners), new: await ownersOf(now.uid, owners) };
  const getters = hasScope(items) && uids.old.length > 0 ? uids.old : [WHOEVER];
  const bundles = getters.flatMap((owner) => bundleDifferences(items, modules, request, owner));
  const known = owners && { old: idsOf(uids.old), new: idsOf(uids.new) };
  const found = own.map((one) => (one.kind === "uid" ? { ...one, owners: known } : one));
  return [...found, ...bundles].map((one) => ({ ...one, item: number }));
}

/** Whether nobody gets anything of it. */
function isNothing({ item, isRepeat }: Element): boolean {
  return item === undefined || isRepeat;
}

const WHOEVER: PlanOwner = { subscription: undefined, parameters: {}, saved: {} };

async function ownersOf(uid: string | undefined, owners: OwnersOf | undefined): Promise<readonly PlanOwner[]> {
  return uid === undefined || owners === undefined ? [] : owners(uid);
}

function hasScope({ old, new: now }: Sides<{ readonly payload: { readonly kind: string } }>): boolean {
  return old.payload.kind === "scope" || now.payload.kind === "scope";
}

function idsOf(owners: readonly PlanOwner[]): readonly string[] {
  return owners.flatMap(({ subscription }) => subscription ?? []);
}

/** That an element has an item on one side only. */
export function presence({ number }: Element, { old, new: now }: Sides<string | undefined>, unit: string): Found {
  const values = { old: old && shown(JSON.parse(old)), new: now && shown(JSON.parse(now)) };
  return { kind: "items", path: [], values, unit, item: number };
}
