import type { RequestScope } from "../../language/scopes.ts";
import type { Value } from "../../language/values.ts";
import type { RespondSpec, Webhook, WebhookModule } from "../contract.ts";
import type { Failure, NewItem } from "../engine/engine.ts";
import { RuntimeError } from "../errors.ts";
import { failureOf } from "../failure.ts";
import type { RawRequest, Reply } from "../http/message.ts";
import { decodeBody } from "./body.ts";
import { itemOf } from "./items.ts";
import { MAX_ITEMS, MAX_OUTPUTS } from "./limits.ts";
import { type Observe, type Observed, told, type UnitName } from "./observe.ts";
import { refusal, replyOf } from "./reply.ts";
import { type Instant, requestScope } from "./scope.ts";

/**
 * What one request to a shared URL comes to.
 *
 * @example
 * import type { Received } from "imlc/runtime";
 *
 * export const uidsOf = ({ items }: Received): readonly (string | undefined)[] => items.map(({ uid }) => uid);
 */
export interface Received {
  /** To be sent once the request with its items is stored. */
  readonly reply: Reply;
  /** False: the request could not be read, and nothing of it is to be kept. */
  readonly evaluated: boolean;
  readonly items: readonly NewItem[];
  /** Why the evaluation ended early: the request has no items then, and is to be kept for replay. */
  readonly failure?: Failure;
  /** What was let pass but deserves to be seen. */
  readonly warnings: readonly Warning[];
}

/** `iterate` gave neither an array nor nothing, and what it gave was taken as the only item. */
export type Warning = "iterate-not-array";

/**
 * Evaluates one request to a shared URL: a pure function, the same in production, in a replay and in a test. `observe` is
 * told what each unit of the manifest came to.
 *
 * @example
 * import { type RawRequest, receive } from "imlc/runtime";
 * import app from "./generated/shop/index.ts";
 *
 * const request: RawRequest = {
 *   method: "POST",
 *   url: "/hooks/shop/webhook",
 *   headers: { "content-type": "application/json" },
 *   body: new TextEncoder().encode('{"shop": 1, "title": "x"}'),
 * };
 * const { reply, items } = receive(app.webhooks.webhook, request, { now: Date.now(), executionId: "e1" });
 * console.log(reply.status, items.map(({ uid }) => uid));
 */
export function receive(module: WebhookModule, request: RawRequest, instant: Instant, observe?: Observe): Received {
  const read = readScope(module, request, instant);
  if (read instanceof RuntimeError) return { reply: refusal(read), evaluated: false, items: [], warnings: [] };
  const webhook = module.communication;
  const at: At = { unit: "verification.condition" };
  try {
    return evaluate(webhook, read, instant.executionId, at, observe);
  } catch (error) {
    const failure = failureOf(error, webhook.places[at.unit]);
    observe?.({ unit: at.unit, scope: read, outcome: { kind: "failed", failure } });
    const status = error instanceof RuntimeError ? error.status : 500;
    const told = new RuntimeError(failure.code, status, "The webhook could not evaluate this request; it is kept.");
    return { reply: refusal(told), evaluated: true, items: [], failure, warnings: [] };
  }
}

/** The answer of `verification` to a request that nothing else may see; undefined if it is no handshake, or fails. */
export function receiveHandshake(module: WebhookModule, request: RawRequest, instant: Instant): Reply | undefined {
  const { verification } = module.communication;
  const read = readScope(module, request, instant);
  if (verification === undefined || read instanceof RuntimeError) return undefined;
  try {
    return verification.condition?.(read) === false ? undefined : replyOf(verification.respond?.(read));
  } catch {
    return undefined;
  }
}

/** The stages in their order; `at` always names the unit that runs, for an error to be traced to its place. */
function evaluate(
  webhook: Webhook,
  scope: RequestScope,
  executionId: string,
  at: At,
  observe: Observe | undefined,
): Received {
  const { verification, condition, conditionDefault, respond } = webhook;
  const tell = <T extends Value | RespondSpec>(value: T): T => told(observe, at.unit, scope, value);
  if (verification !== undefined && tell(verification.condition?.(scope)) !== false) {
    at.unit = "verification.respond";
    return { reply: replyOf(tell(verification.respond?.(scope))), evaluated: true, items: [], warnings: [] };
  }
  at.unit = "condition";
  const taken = tell(condition?.(scope)) !== false;
  let values: Container = { values: [], warnings: [] };
  if (taken) {
    at.unit = "iterate";
    values = container(webhook, tell(webhook.iterate === undefined ? scope.body : webhook.iterate(scope)));
  } else if (conditionDefault !== undefined) {
    at.unit = "condition.default";
    values = { values: [tell(conditionDefault(scope))], warnings: [] };
  }
  const items = itemsOf(webhook, scope, values.values, executionId, observe);
  at.unit = "respond";
  return { reply: replyOf(tell(respond?.(scope))), evaluated: true, items, warnings: values.warnings };
}

/** Where an evaluation is. */
interface At {
  unit: UnitName;
}

interface Container {
  readonly values: readonly Value[];
  readonly warnings: readonly Warning[];
}

function container({ iterate }: Webhook, values: Value): Container {
  if (iterate === undefined) return { values: [values], warnings: [] };
  if (values === undefined || values === null) return { values: [], warnings: [] };
  if (!Array.isArray(values)) return { values: [values], warnings: ["iterate-not-array"] };
  if (values.length <= MAX_ITEMS) return { values, warnings: [] };
  throw new RuntimeError(
    "too-many-items",
    413,
    `A request may have ${MAX_ITEMS} items; this one has ${values.length}.`,
  );
}

function itemsOf(
  webhook: Webhook,
  scope: RequestScope,
  values: readonly Value[],
  executionId: string,
  observe: Observe | undefined,
): readonly NewItem[] {
  const items: NewItem[] = [];
  let size = 0;
  for (const [index, value] of values.entries()) {
    const number = index + 1;
    const one = observe && ((observed: Observed) => observe({ ...observed, item: number }));
    const item = itemOf(webhook, scope, value, `${executionId}-${number}`, one);
    if (item === undefined) continue;
    size += sizeOf(item);
    if (size > MAX_OUTPUTS) {
      throw new RuntimeError(
        "outputs-too-large",
        413,
        `The items of a request may have ${MAX_OUTPUTS} bytes together.`,
      );
    }
    items.push(item);
  }
  return items;
}

/** How long the text is that the store keeps of an item. */
export function sizeOf({ payload }: NewItem): number {
  switch (payload.kind) {
    case "bundle":
      return payload.bundle.length;
    case "scope":
      return payload.scope.length;
    case "failure":
      return payload.item.length;
  }
}

function readScope(module: WebhookModule, request: RawRequest, instant: Instant): RequestScope | RuntimeError {
  try {
    return requestScope(module, request, decodeBody(request), instant);
  } catch (error) {
    if (error instanceof RuntimeError) return error;
    throw error;
  }
}
