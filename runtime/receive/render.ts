import { decodeValue, encodeValue } from "../../language/codec.ts";
import { toJson } from "../../language/json.ts";
import { isCollection } from "../../language/kinds.ts";
import type { ItemScope, OwnerScope } from "../../language/scopes.ts";
import type { Collection, Value } from "../../language/values.ts";
import type { ItemVariable, Webhook, WebhookModule } from "../contract.ts";
import type { Failure } from "../engine/engine.ts";
import { RuntimeError } from "../errors.ts";
import { failureOf } from "../failure.ts";
import type { RawRequest } from "../http/message.ts";
import { isCredential } from "../kept-request.ts";
import { exceeds, MAX_OUTPUT } from "./limits.ts";
import { environmentOf, queryOf } from "./scope.ts";

/**
 * What is known of a subscription when an item is made into its bundle.
 *
 * @example
 * import type { Owner } from "imlc/runtime";
 *
 * export const ada: Owner = { parameters: { language: "en" }, saved: { externalHookId: "h-7" } };
 */
export interface Owner {
  readonly parameters: Collection;
  /** What attach saved. */
  readonly saved: Collection;
}

/**
 * What one item comes to for one subscription.
 *
 * @example
 * import type { Rendered } from "imlc/runtime";
 *
 * export function bundleOf(rendered: Rendered): string | undefined {
 *   if (rendered.kind === "failure") throw new Error(rendered.failure.message);
 *   return rendered.kind === "bundle" ? rendered.bundle : undefined;
 * }
 */
export type Rendered =
  | { readonly kind: "bundle"; readonly bundle: string }
  /** The webhook's condition leaves the item out for this subscription. */
  | { readonly kind: "skip" }
  | { readonly kind: "failure"; readonly failure: Failure };

/**
 * Evaluates what a webhook says per subscription, on a scope that `packScope` kept, with what that withheld.
 *
 * @example
 * import { render } from "imlc/runtime";
 * import app from "./generated/shop/index.ts";
 *
 * const owner = { parameters: { language: "en" }, saved: {} };
 * console.log(render(app.webhooks.webhook, { item: { title: "x" }, bundle: "{}" }, owner).kind);
 */
export function render(module: WebhookModule, kept: Collection, { parameters, saved }: Owner): Rendered {
  const { ownerCondition, ownerOutput, places } = module.communication;
  let unit = "condition";
  try {
    const { bundle, ...item } = kept;
    const scope = {
      ...item,
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

/**
 * What must be kept of an item's scope until its subscription is rendered, with its bundle if that is made already. Headers
 * and a query that have credentials among them are withheld: the request has them, and is kept with those sealed.
 */
export function packScope(webhook: Webhook, scope: ItemScope, bundle: string | undefined): string {
  const { now, executionId } = scope;
  const reads = webhook.ownerReads ?? ITEM_VARIABLES;
  const withheld = reads.filter((name) => (name === "headers" || name === "query") && holdsCredential(scope[name]));
  const kept = reads.filter((name) => !withheld.includes(name)).map((name) => [name, scope[name]] as const);
  const lacking = withheld.length > 0 ? { withheld } : {};
  return encodeValue({ now, executionId, bundle, ...lacking, ...Object.fromEntries(kept) } as Collection);
}

/** What was kept of an item's scope; `withheld` has the names of the variables that its request holds. */
export function unpackScope(packed: string): { readonly kept: Collection; readonly withheld: Value } {
  const value = decodeValue(packed);
  const { withheld, ...kept } = isCollection(value) ? value : {};
  return { kept, withheld };
}

/** What was kept of an item's scope, with what was withheld of it. */
export function withRequest(kept: Collection, { url, headers }: Pick<RawRequest, "url" | "headers">): Collection {
  return { ...kept, headers, query: queryOf(url) };
}

const ITEM_VARIABLES: readonly ItemVariable[] = ["body", "headers", "query", "method", "rawBody", "item"];

function holdsCredential(named: Value): boolean {
  return isCollection(named) && Object.keys(named).some(isCredential);
}
