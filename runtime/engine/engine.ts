import type {
  Accepted,
  Connection,
  DeadLetter,
  Delivery,
  Lane,
  LedgerChange,
  LedgerState,
  NewRequest,
  NewSubscription,
  Outcome,
  PutConnection,
  StoredRequest,
  Subscription,
  SubscriptionPatch,
  UnownedItem,
} from "./records.ts";

export type * from "./records.ts";

/**
 * The port between the runtime core and what stores and orders its work. Everything here can be said of keyed objects
 * with a single writer each: one per webhook (dedupe), per owner `(app, webhook, uid)` (its subscriptions, fan-out),
 * per subscription (its ledger and its lane). Every method that changes something is durable when its promise resolves;
 * a method that cannot do its work rejects with an `EngineError` (error.ts) and has then changed nothing it would answer for.
 *
 * Bundles travel as the JSON text that targets get, other values as that of `encodeValue` (language/codec.ts), times as
 * epoch milliseconds. No engine has a clock of its own: every time comes from the caller. Ids are the caller's too and
 * must be unique; ids that grow with time are the quickest to store.
 */
export interface Engine {
  /**
   * Takes one request: keeps its raw form, stores its items in order, matches each to its owners by exact uid and puts
   * one delivery per subscription into that subscription's lane. All or nothing. Owners are the subscriptions of the
   * webhook that are attaching or attached and whose connection has exactly that uid.
   */
  accept(request: NewRequest): Promise<Accepted>;

  /**
   * Creates or replaces a connection; the first `createdAt` stands. A changed uid moves all its subscriptions at once:
   * no item is matched by the old uid after one was matched by the new. Deliveries already in a lane stay there.
   */
  putConnection(connection: Connection): Promise<PutConnection>;
  connection(app: string, id: string): Promise<Connection | undefined>;

  /** Creates a subscription in state `attaching`; the connection must exist (`unknown-connection`). */
  createSubscription(subscription: NewSubscription): Promise<Subscription>;
  subscription(id: string): Promise<Subscription | undefined>;
  /**
   * Moves the ledger on; refused (undefined) if the subscription is not in one of the states `from`. Data that is not
   * given stays; a failure that is not given is cleared. `detached` ends the lane: what still waits there becomes dead
   * letters with the code `subscription-detached`.
   */
  moveSubscription(id: string, from: readonly LedgerState[], change: LedgerChange): Promise<Subscription | undefined>;
  /** Changes what is given; undefined if there is no such subscription. */
  patchSubscription(id: string, change: SubscriptionPatch): Promise<Subscription | undefined>;

  /** Subscriptions that have a delivery waiting, attached and not disabled, each with the time from which its head may go. */
  lanes(): Promise<readonly Lane[]>;
  /** The oldest waiting deliveries of one lane in arrival order of their items, whatever the subscription's state. */
  heads(subscription: string, limit: number): Promise<readonly Delivery[]>;
  /** Writes down how attempts ended, in one commit. An outcome of a delivery that no longer waits changes nothing. */
  settle(outcomes: readonly Outcome[]): Promise<void>;

  deadLetter(id: string): Promise<DeadLetter | undefined>;
  /**
   * Puts a dead delivery back into its lane at its old place, as if never tried. Answers its subscription; undefined if
   * it is not a dead delivery or its subscription is detached.
   */
  redrive(id: string): Promise<string | undefined>;

  request(id: string): Promise<StoredRequest | undefined>;
  requests(page: Page): Promise<readonly StoredRequest[]>;
  deliveries(page: Page & { readonly subscription?: string }): Promise<readonly Delivery[]>;
  deadLetters(page: Page): Promise<readonly DeadLetter[]>;
  unowned(page: Page): Promise<readonly UnownedItem[]>;
  connections(page: Page & { readonly app?: string }): Promise<readonly Connection[]>;
  subscriptions(page: Page & { readonly app?: string; readonly webhook?: string }): Promise<readonly Subscription[]>;
  counts(): Promise<Counts>;

  /**
   * Drops what its retention has passed, and dedupe keys whose window has; answers how many rows went. What waits in a
   * lane stays, and a request stays as long as anything that came of it.
   */
  sweep(now: number, retention: Retention): Promise<number>;
  close(): Promise<void>;
}

/** Newest first; `before` is the `seq` of the last row of the page before. */
export interface Page {
  readonly limit: number;
  readonly before?: number;
}

/** `unowned`, `pending` and `dead` are what there is now, the others all there ever was. */
export interface Counts {
  readonly requests: number;
  readonly items: number;
  readonly unowned: number;
  readonly pending: number;
  readonly delivered: number;
  readonly dead: number;
  readonly duplicates: number;
}

/** Milliseconds, counted from arrival (`requests`, `unowned`) or from when it ended (`delivered`, `dead`). */
export interface Retention {
  readonly requests: number;
  readonly unowned: number;
  readonly delivered: number;
  readonly dead: number;
}
