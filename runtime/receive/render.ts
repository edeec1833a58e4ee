import { decodeValue, encodeValue } from "../../language/codec.ts";
import { toJson } from "../../language/json.ts";
import { isCollection } from "../../language/kinds.ts";
import type { ItemScope, OwnerScope } from "../../language/scopes.ts";
import type { Collection } from "../../language/values.ts";
import type { ItemVariable, Webhook, WebhookModule } from "../contract.ts";
import type { Failure } from "../engine/engine.ts";
import { RuntimeError } from "../errors.ts";
import { failureOf } from "../failure.ts";
import { exceeds, MAX_OUTPUT } from "./limits.ts";
import { environmentOf } from "./scope.ts";

/** What is known of a subscription when an item is made into its bundle. */
export interface Owner {
  readonly parameters: Collection;
  /** What attach saved. */
  readonly saved: Collection;
}

/** What one item comes to for one subscription. */
export type Rendered =
  | { readonly kind: "bundle"; readonly bundle: string }
  /** The webhook's condition leaves the item out for this subscription. */
  | { readonly kind: "skip" }
  | { readonly kind: "failure"; readonly failure: Failure };

/** Evaluates what a webhook says per subscription, on a scope that `packScope` kept. */
export function render(module: WebhookModule, packed: string, { parameters, saved }: Owner): Rendered {
  const { ownerCondition, ownerOutput, places } = module.communication;
  let unit = "condition";
  try {
    const { bundle, ...kept } = unpack(packed);
    const scope = {
      ...kept,
      environment: environmentOf(module),
      parameters,
      data: { ...parameters, ...saved },
    } as OwnerScope;
    if (ownerCondition?.(scope) === false) return { kind: "skip" };
    unit = "output";
    const text = ownerOutput === undefined ? bundle : toJson(ownerOutput(scope));
    if (typeof text === "string" && !exceeds(text, MAX_OUTPUT)) return { kind: "bundle", bundle: text };
    throw new RuntimeError("output-too-large", 500, `The output of the item is larger than ${MAX_OUTPUT} bytes.`);
  } catch (error) {
    return { kind: "failure", failure: failureOf(error, places[unit]) };
  }
}

/** What must be kept of an item's scope until its subscription is rendered, with its bundle if that is made already. */
export function packScope(webhook: Webhook, scope: ItemScope, bundle: string | undefined): string {
  const { now, executionId } = scope;
  const kept = (webhook.ownerReads ?? ITEM_VARIABLES).map((name) => [name, scope[name]] as const);
  return encodeValue({ now, executionId, bundle, ...Object.fromEntries(kept) } as Collection);
}

const ITEM_VARIABLES: readonly ItemVariable[] = ["body", "headers", "query", "method", "rawBody", "item"];

function unpack(packed: string): Collection {
  const kept = decodeValue(packed);
  return isCollection(kept) ? kept : {};
}
