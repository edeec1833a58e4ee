import type { Diagnostic } from "../../grammar/diagnostic.ts";
import { itemType } from "../../language/item-type.ts";
import { type CollectionType, type Type, t, union } from "../../language/types.ts";
import type { Analysis } from "../analyze.ts";
import { checkBundle } from "../check/bundle.ts";
import type { Unit } from "../program.ts";
import type { WebhookAnalysis } from "./facts.ts";

/** What a webhook gives for each of its items: its `output`, or the item as it is. */
export function emittedBy(webhook: WebhookAnalysis): Type {
  const { communication } = webhook;
  if (!communication?.program) return t.any;
  const output = unitAt(communication, "output", "ownerOutput");
  return output ? (communication.results.get(output) ?? t.any) : itemsOf(webhook);
}

/** The items of a webhook: what `iterate` gives, else the body; and what `condition` has for a request that is not taken. */
export function itemsOf({ communication, body }: WebhookAnalysis): Type {
  if (!communication?.program) return t.any;
  const { results } = communication;
  const iterate = unitAt(communication, "iterate");
  const standIn = unitAt(communication, "conditionDefault");
  const item = iterate ? itemType(results.get(iterate)) : body;
  return standIn ? union(item, results.get(standIn) ?? t.any) : item;
}

/**
 * Compares what an instant trigger gives with what its interface promises: the `output` of a request of its own, or what its
 * webhook emits.
 */
export function checkTrigger(
  id: string,
  own: Analysis | undefined,
  webhook: WebhookAnalysis,
  emitted: Type,
  bundle: CollectionType,
): readonly Diagnostic[] {
  const analysis = own?.program ? own : webhook.communication;
  if (!analysis?.program) return [];
  const output = own?.program ? unitAt(own, "response.output") : unitAt(analysis, "output", "ownerOutput");
  if (own?.program && !output) return [];
  const type = own?.program && output ? (own.results.get(output) ?? t.any) : emitted;
  const span = output?.field.span ?? { start: 0, end: 0 };
  const source = { uri: output?.field.uri ?? analysis.source.uri, span, output: output?.field };
  // An interface that leaves nothing to an RPC names all that users are offered.
  return checkBundle(type, { ...bundle, open: false }, source, `the interface of the module \`${id}\``);
}

/** The unit that has one of some paths. */
export function unitAt({ program }: Analysis, ...paths: readonly string[]): Unit | undefined {
  return [...(program?.units ?? []), ...(program?.unrun ?? [])].find(({ path }) => paths.includes(path.join(".")));
}
