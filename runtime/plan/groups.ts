import type { Difference, DifferenceKind } from "./difference.ts";

/** Differences that come of the same change. */
export interface Group {
  readonly example: Difference;
  readonly all: readonly Difference[];
  /** How many requests they concern. */
  readonly requests: number;
}

/** Puts together what differs in the same way at the same place, the most frequent first. */
export function grouped(differences: Iterable<Difference>): readonly Group[] {
  const groups = Map.groupBy(differences, keyOf);
  return [...groups.values()]
    .flatMap((all) => {
      const [example] = all;
      return example === undefined ? [] : [{ example, all, requests: new Set(all.map(({ request }) => request)).size }];
    })
    .sort((a, b) => b.requests - a.requests);
}

function keyOf({ app, webhook, kind, path, values, unit, places }: Difference): string {
  const told = isTold[kind] ? values : { old: values.old === undefined, new: values.new === undefined };
  return JSON.stringify([
    app,
    webhook,
    kind,
    path,
    told.old ?? null,
    told.new ?? null,
    unit,
    places.old ?? null,
    places.new ?? null,
  ]);
}

/** Whether there are few values of it, so that each pair of them is a group. */
const isTold: Readonly<Record<DifferenceKind, boolean>> = {
  webhook: true,
  signature: true,
  failure: true,
  handshake: true,
  condition: true,
  status: true,
  header: false,
  body: false,
  items: false,
  order: false,
  platform: true,
  uid: false,
  dedupe: false,
  duplicate: true,
  delivery: true,
  bundle: false,
};
