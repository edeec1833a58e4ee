import { encodeValue } from "../../language/codec.ts";
import { toJson } from "../../language/json.ts";
import { open } from "../../language/read.ts";
import type { ItemScope, RequestScope } from "../../language/scopes.ts";
import type { Value } from "../../language/values.ts";
import type { Webhook } from "../contract.ts";
import type { NewItem, Payload } from "../engine/engine.ts";
import { RuntimeError } from "../errors.ts";
import { failureOf } from "../failure.ts";
import { exceeds, MAX_OUTPUT } from "./limits.ts";
import { packScope } from "./render.ts";
import { uidText } from "./uid.ts";

/** Evaluates one item. An item that fails says why in its payload and affects no other; undefined if the manifest leaves it out. */
export function itemOf(webhook: Webhook, request: RequestScope, item: Value, id: string): NewItem | undefined {
  const scope: ItemScope = { ...request, item: open(item) };
  let unit = "iterate.condition";
  let dedupe: string | undefined;
  let uid: string | undefined;
  try {
    if (webhook.iterateCondition?.(scope) === false) return undefined;
    unit = "dedupe";
    dedupe = uidText(webhook.dedupe?.(scope));
    unit = "platformEvent";
    const platform = webhook.platformEvent?.(scope) === true;
    unit = "uid";
    if (!platform) uid = uidText(webhook.uid?.(scope));
    unit = "output";
    return { id, uid, dedupe, ...(platform ? { platform } : {}), payload: payloadOf(webhook, scope) };
  } catch (error) {
    const payload: Payload = {
      kind: "failure",
      item: encodeValue(item),
      failure: failureOf(error, webhook.places[unit]),
    };
    return { id, uid, dedupe, payload };
  }
}

function payloadOf(webhook: Webhook, scope: ItemScope): Payload {
  const bundle = webhook.ownerOutput === undefined ? bundleOf(webhook, scope) : undefined;
  if (bundle !== undefined && webhook.ownerCondition === undefined) return { kind: "bundle", bundle };
  const packed = packScope(webhook, scope, bundle);
  if (exceeds(packed, MAX_OUTPUT)) throw tooLarge("What `output` reads for a subscription");
  return { kind: "scope", scope: packed };
}

function bundleOf(webhook: Webhook, scope: ItemScope): string {
  const bundle = toJson(webhook.output === undefined ? scope.item : webhook.output(scope));
  if (exceeds(bundle, MAX_OUTPUT)) throw tooLarge("The output of the item");
  return bundle;
}

function tooLarge(what: string): RuntimeError {
  return new RuntimeError("output-too-large", 500, `${what} is larger than ${MAX_OUTPUT} bytes.`);
}
