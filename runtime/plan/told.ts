import type { Difference, DifferenceKind, Sides } from "./difference.ts";
import type { Group } from "./groups.ts";

/** How many requests were compared. */
export interface Counted {
  /** Requests whose webhook is there on at least one side. */
  readonly compared: number;
  /** Requests whose webhook is there on neither side. */
  readonly skipped: number;
}

/** A comparison as programs are told of it. */
export interface ToldPlan extends Counted {
  readonly groups: readonly ToldGroup[];
}

/** A group with all that is in it. */
export interface ToldGroup extends Pick<Difference, "kind" | "path" | "app" | "webhook" | "unit" | "places"> {
  /** How many requests it concerns. */
  readonly requests: number;
  readonly differences: readonly ToldDifference[];
}

export interface ToldDifference
  extends Pick<Difference, "request" | "item" | "subscription" | "owners">,
    Partial<Sides<string>> {}

/** What a comparison came to, for programs. */
export function toldPlan({ compared, skipped }: Counted, groups: readonly Group[]): ToldPlan {
  return {
    compared,
    skipped,
    groups: groups.map(({ example: { app, webhook, kind, path, unit, places }, requests, all }) => ({
      kind,
      path,
      app,
      webhook,
      unit,
      places,
      requests,
      differences: all.map(({ request, item, subscription, owners, values }) => ({
        request,
        item,
        subscription,
        owners,
        ...values,
      })),
    })),
  };
}

/** What each kind of difference is called. */
export const differenceNames: Readonly<Record<DifferenceKind, string>> = {
  webhook: "webhook",
  signature: "signature",
  failure: "failure",
  handshake: "handshake",
  condition: "condition",
  status: "status of the reply",
  header: "header of the reply",
  body: "body of the reply",
  items: "item",
  order: "order of the items",
  platform: "item of the app itself",
  uid: "uid",
  dedupe: "dedupe key",
  duplicate: "left out as a duplicate",
  delivery: "delivered",
  bundle: "output",
};

/** `data.rows[].name`. */
export function pathText(path: readonly string[]): string {
  return path.reduce((text, step) => (step === "[]" || text === "" ? `${text}${step}` : `${text}.${step}`), "");
}
