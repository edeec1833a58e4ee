/** Where in the way of a request or an item a step is. */
export type Stage =
  | "body"
  | "verification"
  | "condition"
  | "iterate"
  | "dedupe"
  | "platform"
  | "uid"
  | "match"
  | "output"
  | "delivery"
  | "respond";

/** One step of a story: what was decided, where that is said, and in plain words. Values are JSON texts without secrets, cut where they are long. */
export interface Step<V = string> {
  readonly stage: Stage;
  /** The dotted path of the directive that decided. */
  readonly unit?: string;
  /** `webhook.iml.json:16:10`. */
  readonly place?: string;
  /** What the directive gave; absent: nothing. */
  readonly gave?: V;
  /** What it read. */
  readonly reads?: readonly Read<V>[];
  readonly said: string;
  /** What to do about it, where there is something to do. */
  readonly advice?: string;
}

/** Something that an expression read. */
export interface Read<V = string> {
  /** `body.user.id`. */
  readonly path: string;
  /** Absent: it is not there. */
  readonly value?: V;
}

/** What became of an item. `evaluated`: no store was asked. `gone`: the store does not have it, and cannot say why. */
export type ItemOutcome =
  | "left-out"
  | "failed"
  | "platform"
  | "duplicate"
  | "unowned"
  | "pending"
  | "delivered"
  | "skipped"
  | "dead"
  | "gone"
  | "evaluated";

/** The story of one item; its last step is the one that decided. */
export interface ItemStory<V = string> {
  readonly id: string;
  /** Counted from 1. */
  readonly number: number;
  readonly uid?: string;
  readonly outcome: ItemOutcome;
  readonly steps: readonly Step<V>[];
}

/** What became of a request as a whole. `items`: their stories go on. */
export type RequestOutcome = "unreadable" | "handshake" | "not-taken" | "empty" | "failed" | "items";

/** The story of a request; where it has no items, its last step is the one that decided. */
export interface Trace<V = string> {
  readonly outcome: RequestOutcome;
  /** The status of its answer. */
  readonly status: number;
  readonly steps: readonly Step<V>[];
  readonly items: readonly ItemStory<V>[];
  /** How many more items there are, whose stories are left out. */
  readonly more?: number;
}

/** The same story with each value replaced. */
export function mapValues<A, B>(trace: Trace<A>, change: (value: A) => B | undefined): Trace<B> {
  const step = ({ gave, reads, ...rest }: Step<A>): Step<B> => ({
    ...rest,
    gave: gave === undefined ? undefined : change(gave),
    reads: reads?.map(({ path, value }) => ({ path, value: value === undefined ? undefined : change(value) })),
  });
  return {
    ...trace,
    steps: trace.steps.map(step),
    items: trace.items.map((item) => ({ ...item, steps: item.steps.map(step) })),
  };
}
