import type { Failure } from "../engine/engine.ts";
import { shown } from "./changes.ts";
import type { Difference, DifferenceKind, Sides } from "./difference.ts";

/** A difference before it is told whose it is and where its directive stands. */
export type Found = Omit<Difference, "app" | "webhook" | "request" | "places"> & {
  /** Where an expression failed. */
  readonly failed?: Sides<string | undefined>;
};

/** Two failures are the same if their codes are: the words of one may quote what is different in each request. */
export function failureDifference(
  { old, new: now }: Sides<Failure | undefined>,
  unit: string | undefined,
): Found | undefined {
  if (old?.code === now?.code) return undefined;
  const values = { old: shown(old?.code), new: shown(now?.code) };
  return { kind: "failure", path: [], values, unit, failed: { old: old?.place, new: now?.place } };
}

/** One difference between two scalars, or none. */
export function differing(kind: DifferenceKind, old: unknown, now: unknown, unit?: string): readonly Found[] {
  return old === now ? [] : [{ kind, path: [], values: { old: shown(old), new: shown(now) }, unit }];
}
