import type { ItemScope, RequestScope } from "../../language/scopes.ts";
import type { Value } from "../../language/values.ts";
import type { RespondSpec } from "../contract.ts";
import type { Failure } from "../engine/engine.ts";

/** The units of a webhook that are evaluated when a request comes, as `places` has them. */
export type UnitName =
  | "verification.condition"
  | "verification.respond"
  | "condition"
  | "condition.default"
  | "iterate"
  | "iterate.condition"
  | "dedupe"
  | "platformEvent"
  | "uid"
  | "output"
  | "respond";

/** What one unit came to. */
export interface Observed {
  readonly unit: UnitName;
  /** The number of the item, counted from 1, with which its id ends; absent: it is of the request as a whole. */
  readonly item?: number;
  /** What the unit could read. */
  readonly scope: RequestScope | ItemScope;
  readonly outcome: UnitOutcome;
}

export type UnitOutcome =
  /** Also told, as undefined, of a unit that the manifest does not have. */
  | { readonly kind: "gave"; readonly value: Value | RespondSpec }
  | { readonly kind: "failed"; readonly failure: Failure };

/** Is told of every unit in the order in which they are evaluated. */
export type Observe = (observed: Observed) => void;

/** The value that a unit gave, of which it tells whoever observes. */
export function told<T extends Value | RespondSpec>(
  observe: Observe | undefined,
  unit: UnitName,
  scope: Observed["scope"],
  value: T,
): T {
  observe?.({ unit, scope, outcome: { kind: "gave", value } });
  return value;
}
