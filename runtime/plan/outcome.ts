import { encodeValue } from "../../language/codec.ts";
import type { Value } from "../../language/values.ts";
import type { WebhookModule } from "../contract.ts";
import type { NewItem } from "../engine/engine.ts";
import type { RawRequest } from "../http/message.ts";
import type { Observed } from "../receive/observe.ts";
import { type Received, receive } from "../receive/receive.ts";
import type { Instant } from "../receive/scope.ts";
import type { IsRepeat } from "./repeats.ts";

/** How far a request got. */
export type Stage = "unreadable" | "handshake" | "left-out" | "taken";

/** What a request came to by the manifests of one side. */
export interface Outcome {
  readonly module: WebhookModule;
  readonly received: Received;
  readonly stage: Stage;
  /** What its items were made of, in order; also those that `iterate.condition` leaves out. */
  readonly elements: readonly Element[];
}

export interface Element {
  readonly value: Value;
  /** Counted from 1. */
  readonly number: number;
  /** Undefined: `iterate.condition` leaves it out. */
  readonly item: NewItem | undefined;
  /** An item with its dedupe key was taken before, so that nothing becomes of this one. */
  readonly isRepeat: boolean;
}

/** Evaluates a request, and keeps which way it took. */
export function outcomeOf(module: WebhookModule, raw: RawRequest, instant: Instant, isRepeat: IsRepeat): Outcome {
  let stage: Stage = "unreadable";
  const values: (readonly [number: number, value: Value])[] = [];
  const received = receive(module, raw, instant, ({ unit, item, scope, outcome }) => {
    stage = stageAt(unit, outcome) ?? stage;
    if (item !== undefined && unit === "iterate.condition" && "item" in scope) values.push([item, scope.item]);
  });
  const items = new Map(received.items.map((item) => [item.id, item]));
  const elements = values.map(([number, value]) => {
    const item = items.get(`${instant.executionId}-${number}`);
    return { value, number, item, isRepeat: item !== undefined && isRepeat(item) };
  });
  return { module, received, stage, elements };
}

function stageAt(unit: Observed["unit"], outcome: Observed["outcome"]): Stage | undefined {
  if (unit === "verification.respond") return "handshake";
  if (unit !== "condition") return undefined;
  return outcome.kind === "gave" && outcome.value === false ? "left-out" : "taken";
}

/** The value of an element as a text that is the same for equal values only. */
export function textOf({ value }: Element): string {
  return encodeValue(value);
}
