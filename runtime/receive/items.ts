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
import { type Observe, told, type UnitName } from "./observe.ts";
import { packScope } from "./render.ts";
import { uidText } from "./uid.ts";

/** Evaluates one item. An item that fails says why in its payload and affects no other; undefined if the manifest leaves it out. */
export function itemOf(
  webhook: Webhook,
  request: RequestScope,
  item: Value,
  id: string,
  observe?: Observe,
): NewItem | undefined {
  const scope: ItemScope = { ...request, item: open(item) };
  let unit: UnitName = "iterate.condition";
  let dedupe: string | undefined;
  let uid: string | undefined;
  const tell = <T extends Value>(value: T): T => told(observe, unit, scope, value);
  try {
    if (tell(webhook.iterateCondition?.(scope)) === false) return undefined;
    unit = "dedupe";
    dedupe = uidText(tell(webhook.dedupe?.(scope)));
    unit = "platformEvent";
    const platform = tell(webhook.platformEvent?.(scope)) === true;
    unit = "uid";
    if (!platform) uid = uidText(tell(webhook.uid?.(scope)));
    unit = "output";
    return { id, uid, dedupe, ...(platform ? { platform } : {}), payload: payloadOf(webhook, scope, tell) };
  } catch (error) {
    const failure = failureOf(error, webhook.places[unit]);
    observe?.({ unit, scope, outcome: { kind: "failed", failure } });
    const payload: Payload = { kind: "failure", item: encodeValue(item), failure };
    return { id, uid, dedupe, payload };
  }
}

function payloadOf(webhook: Webhook, scope: ItemScope, tell: Tell): Payload {
  const bundle = webhook.ownerOutput === undefined ? bundleOf(webhook, scope, tell) : undefined;
  if (bundle !== undefined && webhook.ownerCondition === undefined) return { kind: "bundle", bundle };
  const packed = packScope(webhook, scope, bundle);
  if (exceeds(packed, MAX_OUTPUT)) throw tooLarge("What `output` reads for a subscription");
  return { kind: "scope", scope: packed };
}

type Tell = <T extends Value>(value: T) => T;

function bundleOf(webhook: Webhook, scope: ItemScope, tell: Tell): string {
  const bundle = toJson(tell(webhook.output === undefined ? scope.item : webhook.output(scope)));
  if (exceeds(bundle, MAX_OUTPUT)) throw tooLarge("The output of the item");
  return bundle;
}

function tooLarge(what: string): RuntimeError {
  return new RuntimeError("output-too-large", 500, `${what} is larger than ${MAX_OUTPUT} bytes.`);
}
