import type { Value } from "../../language/values.ts";
import type { WebhookModule } from "../contract.ts";
import { parseForm } from "../form.ts";
import type { RawRequest } from "../http/message.ts";
import type { Observed } from "../receive/observe.ts";
import { type Received, receive } from "../receive/receive.ts";
import type { Instant } from "../receive/scope.ts";
import { type EvaluatedItem, evaluatedItem } from "./item-steps.ts";
import { requestStep } from "./request-steps.ts";
import { shown } from "./shown.ts";
import type { Draft } from "./step.ts";
import type { RequestOutcome, Trace } from "./trace.ts";

/**
 * What a webhook makes of a request, step by step, with the place in the manifest that decided each. A pure function: the
 * request is evaluated as `receive` does it, and no store is asked who owns its items.
 */
export function explain(module: WebhookModule, request: RawRequest, instant: Instant): Trace {
  const story = evaluation(module, request, instant, undefined);
  return shown(story, sentWith(request, story.body));
}

/** A story as far as its evaluation goes, with its values as they are. */
export interface Evaluation extends Trace<Value> {
  readonly items: readonly EvaluatedItem[];
  /** Undefined where it could not be read. */
  readonly body: Value;
}

/** Evaluates a request and tells of all its items, or of the one with that number. */
export function evaluation(
  module: WebhookModule,
  request: RawRequest,
  instant: Instant,
  only: number | undefined,
): Evaluation {
  const seen: Observed[] = [];
  const received = receive(module, request, instant, (observed) => seen.push(observed));
  const webhook = module.communication;
  const byItem = Map.groupBy(seen, ({ item }) => item);
  // A request that failed has no items, however many were evaluated before it did.
  const numbers = received.failure === undefined ? [...byItem.keys()].flatMap((number) => number ?? []) : [];
  const told = only === undefined ? numbers.slice(0, MOST_TOLD) : numbers.filter((number) => number === only);
  const steps = (byItem.get(undefined) ?? []).flatMap((one) => requestStep(webhook, one) ?? []);
  return {
    outcome: outcomeOf(received, steps, numbers.length),
    status: received.reply.status,
    steps: received.evaluated ? steps : [unreadable(received)],
    items: told.map((number) =>
      evaluatedItem(webhook, { id: `${instant.executionId}-${number}`, number }, byItem.get(number) ?? []),
    ),
    more: numbers.length > told.length && only === undefined ? numbers.length - told.length : undefined,
    body: seen[0]?.scope.body,
  };
}

/** Of a request with more items, the others are told one at a time. */
const MOST_TOLD = 50;

/** What was sent, by the names under which its secrets are found. */
export function sentWith({ url, headers }: RawRequest, body: Value): Value {
  return { headers, query: parseForm(url.split("?", 2)[1] ?? ""), body };
}

function outcomeOf({ evaluated, failure }: Received, steps: readonly Draft[], items: number): RequestOutcome {
  if (!evaluated) return "unreadable";
  if (failure !== undefined) return "failed";
  if (items > 0) return "items";
  switch (steps.at(-1)?.stage) {
    case "verification":
      return steps.length === 1 && steps[0]?.gave === false ? "empty" : "handshake";
    case "condition":
      return "not-taken";
    default:
      return "empty";
  }
}

function unreadable({ reply }: Received): Draft {
  const { error }: { readonly error: { readonly message: string } } = JSON.parse(reply.body);
  return {
    stage: "body",
    said: `The body could not be read, so nothing was evaluated: ${error.message}`,
    advice: "The service has to say in `content-type` what the body is, and send that.",
  };
}
