import type { Span } from "../../grammar/source.ts";
import type { Analysis } from "../analyze.ts";
import type { Field, Unit } from "../program.ts";
import type { AppFacts, ConnectionAnalysis, WebhookAnalysis } from "../project/facts.ts";
import { isWhole } from "./expressions.ts";

/** The `uid` of a webhook: whose an item is. */
export interface ItemOwner {
  readonly webhook: WebhookAnalysis;
  readonly uid: Unit;
}

/** The `uid` of a webhook, and that of a connection by which its items are to find their owner. */
export interface OwnerPair extends ItemOwner {
  readonly connection: ConnectionAnalysis;
  readonly saved: Unit;
}

/** The `uid` of a connection with which those of items of shared webhooks are compared. */
export type SavedOwner = Pick<OwnerPair, "connection" | "saved">;

/** The uids of the webhooks whose items have owners. */
export function itemOwners({ webhooks }: AppFacts): readonly ItemOwner[] {
  return webhooks.flatMap((webhook) => {
    const uid = webhook.shared ? uidOf(webhook.communication) : undefined;
    return uid ? [{ webhook, uid }] : [];
  });
}

/** Each uid of a webhook with that of each connection that it may have. */
export function ownerPairs(items: readonly ItemOwner[], facts: AppFacts): readonly OwnerPair[] {
  return items.flatMap((owner) =>
    connectionsOf(owner.webhook, facts).flatMap((connection) => {
      const saved = uidOf(connection.communication);
      return saved ? [{ ...owner, connection, saved }] : [];
    }),
  );
}

/** The uids of the connections that shared webhooks may have. */
export function savedOwners(facts: AppFacts): readonly SavedOwner[] {
  const connections = facts.webhooks.filter(({ shared }) => shared).flatMap((each) => connectionsOf(each, facts));
  return [...new Set(connections)].flatMap((connection) => {
    const saved = uidOf(connection.communication);
    return saved ? [{ connection, saved }] : [];
  });
}

/** A connection as the subject of a sentence. */
export function connectionName({ id }: ConnectionAnalysis): string {
  return id === "connection" ? "the connection" : `the connection \`${id}\``;
}

/** Those that are declared for a webhook; where none is declared, any of the app. */
function connectionsOf({ files }: WebhookAnalysis, { connections }: AppFacts): readonly ConnectionAnalysis[] {
  if (files.connections.length === 0) return connections;
  return connections.filter(({ id }) => files.connections.some((reference) => reference.id === id));
}

function uidOf(analysis: Analysis | undefined): Unit | undefined {
  const unit = analysis?.program?.units.find(({ path }) => path.at(-1) === "uid");
  return unit && isWhole(unit.field) && !hasErrors(unit.field, analysis) ? unit : undefined;
}

/** What is wrong already may be anything once it is mended. */
function hasErrors({ uri, span }: Field, analysis: Analysis | undefined): boolean {
  const isInside = (each: Span): boolean => span.start <= each.start && each.end <= span.end;
  return !!analysis?.diagnostics.some((each) => each.severity === "error" && each.uri === uri && isInside(each.span));
}
