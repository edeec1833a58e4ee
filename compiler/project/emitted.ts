import type { Diagnostic } from "../../grammar/diagnostic.ts";
import { itemType } from "../../language/item-type.ts";
import { type CollectionType, type Type, t } from "../../language/types.ts";
import type { Analysis } from "../analyze.ts";
import { checkBundle } from "../check/bundle.ts";
import type { Unit } from "../program.ts";
import type { WebhookAnalysis } from "./facts.ts";

/** What a webhook gives for each of its items: its `output`, or the item as it is. `body` is the type of its requests. */
export function emittedBy({ communication }: WebhookAnalysis, body: Type): Type {
  if (!communication?.program) return t.any;
  const { results } = communication;
  const output = unitAt(communication, "output", "ownerOutput");
  if (output) return results.get(output) ?? t.any;
  const iterate = unitAt(communication, "iterate");
  return iterate ? itemType(results.get(iterate) ?? t.any) : body;
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

function unitAt({ program }: Analysis, ...paths: readonly string[]): Unit | undefined {
  return [...(program?.units ?? []), ...(program?.unrun ?? [])].find(({ path }) => paths.includes(path.join(".")));
}
