import type { Reconciled, ReconciledConnection } from "../../ledger/reconcile.ts";
import { about, integer, list, object, optional, text } from "../answer-shape.ts";
import { FAILURE } from "./failure.ts";

const CONNECTION = object<ReconciledConnection>({
  connection: text("Its id."),
  held: list(text(), "The ids of subscriptions whose hook the service has."),
  missing: list(text(), "The ids of subscriptions whose hook the service does not have."),
  orphans: integer("How many hooks the service has that no subscription has."),
  failure: optional(about(FAILURE, "Why the service could not be asked, or could not be brought to agree.")),
});

/** The shape of what a comparison with a service came to. */
export const RECONCILIATION = object<Reconciled>({ connections: list(CONNECTION) });
