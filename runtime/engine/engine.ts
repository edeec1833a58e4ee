import type {
  Accepted,
  Authorization,
  Connection,
  DeadFilter,
  DeadLetter,
  Delivery,
  KeptItem,
  Lane,
  LedgerChange,
  LedgerState,
  Listed,
  ListedRequest,
  NewRequest,
  NewSubscription,
  Outcome,
  PutConnection,
  Redriven,
  RemovedConnection,
  Resealed,
  SealedText,
  StoredRequest,
  Subscription,
  SubscriptionPatch,
  UnownedItem,
} from "./records.ts";

export type * from "./records.ts";

/**
 * The port between the runtime core and what stores and orders its work. Every method that changes something is durable
 * when its promise resolves; one that cannot do its work rejects with an `EngineError` (error.ts).
 *
 * An engine may be one database or objects on many machines, each with a key and a single writer; no method asks for more
 * than such objects can do, step by step in one direction, each step safe to repeat:
 * - `accept`: the webhook's object for each dedupe key binds the key to the item's owner; the owner's object `(app, webhook,
 *   uid)`, which holds the owner's subscriptions and kept items, takes its items of the request in order and remembers the
 *   keys with them, so that a key counts once and is never claimed by what is not stored; then it sends to the lanes.
 * - A connection's object `(app, id)` knows its uid and its subscriptions, and is the one that puts them into and out of
 *   owners' objects: `putConnection` takes them out of the old uid's before it puts them into the new one's.
 * - A subscription's object holds its ledger and its lane: all methods that take a subscription's id, and the outcomes and
 *   dead letters of its deliveries, whose ids are the engine's own and may hold that key.
 * - Lists, `counts` and `lanes` ask all objects; `sweep` tells all.
 *
 * Bundles travel as the JSON text that targets get, other values as that of `encodeValue` (language/codec.ts), times as
 * epoch milliseconds. No engine has a clock of its own: every time comes from the caller. Ids of requests, items,
 * connections and subscriptions are the caller's and must be unique; ids that grow with time are the quickest to store.
 *
 * @example
 * import type { Engine } from "imlc/runtime";
 *
 * export async function backlogOf(engine: Engine): Promise<number> {
 *   const { pending, dead } = await engine.counts();
 *   return pending + dead;
 * }
 */
export interface Engine {
  /**
   * Takes one request: keeps its raw form, stores its items in order, matches each to its owners by exact uid and puts
   * one delivery per subscription into that subscription's lane. When it resolves, all is durable. A request whose id is
   * taken is refused whole (`duplicate-id`); if the engine fails midway, a part may be there: nobody was told that it is
   * not, and who sends again is told apart by dedupe keys only. Owners are the subscriptions of the webhook that are
   * attaching or attached and whose connection has exactly that uid.
   */
  accept(request: NewRequest): Promise<Accepted>;

  /**
   * Creates or replaces a connection; the first `createdAt` stands. A changed uid moves all its subscriptions at once:
   * no item is matched by the old uid after one was matched by the new, and one that comes meanwhile and finds neither is
   * kept unowned. Deliveries already in a lane stay there.
   */
  putConnection(connection: Connection): Promise<PutConnection>;
  connection(app: string, id: string): Promise<Connection | undefined>;
  /**
   * Forgets a connection and all that it holds, unless subscriptions that are not detached hang on it. Those that are
   * detached stay, and one that is created later under the same id has them. Key: the connection.
   */
  removeConnection(app: string, id: string): Promise<RemovedConnection>;

  /** Remembers an authorization. Key: its key. */
  putAuthorization(authorization: Authorization): Promise<void>;
  /** Its secret, to the first who asks before it expires; forgotten then. Key: its key. */
  takeAuthorization(key: string, now: number): Promise<string | undefined>;

  /** Creates a subscription in state `attaching`, due at once; the connection must exist (`unknown-connection`). */
  createSubscription(subscription: NewSubscription): Promise<Subscription>;
  subscription(id: string): Promise<Subscription | undefined>;
  /**
   * Moves the ledger on; refused (undefined) if the subscription is not in one of the states `from`. What the service
   * holds stays if it is not given; everything else that is not given is cleared. `detached` ends the lane: what still
   * waits there becomes dead letters with the code `subscription-detached`.
   */
  moveSubscription(id: string, from: readonly LedgerState[], change: LedgerChange): Promise<Subscription | undefined>;
  /** Changes what is given; undefined if there is no such subscription, or its target is not what it must be. */
  patchSubscription(id: string, change: SubscriptionPatch): Promise<Subscription | undefined>;
  /** Subscriptions whose ledger is due, the longest due first. Asks all objects, of which each may as well send to itself. */
  dueSubscriptions(now: number, limit: number): Promise<readonly Subscription[]>;

  /**
   * Subscriptions that have a delivery waiting, attached and not disabled, each with the time from which its head may go.
   * A lane is worked by one process at a time: an engine of many processes answers each the lanes that are its own.
   */
  lanes(): Promise<readonly Lane[]>;
  /** The oldest waiting deliveries of one lane in arrival order of their items, whatever the subscription's state. */
  heads(subscription: string, limit: number): Promise<readonly Delivery[]>;
  /** Writes down how attempts ended. An outcome of a delivery that no longer waits changes nothing. */
  settle(outcomes: readonly Outcome[]): Promise<void>;

  deadLetter(id: string): Promise<DeadLetter | undefined>;
  /**
   * Puts a dead delivery back into its lane at its old place, as if never tried. Answers its subscription; undefined if
   * it is not a dead delivery or its subscription is detached.
   */
  redrive(id: string): Promise<string | undefined>;
  /**
   * The same for as many as `limit`, those whose items arrived first. What goes back into one lane goes back at once, so
   * that none of it is overtaken there. Key: each of the subscriptions in turn.
   */
  redriveDead(filter: DeadFilter, limit: number): Promise<Redriven>;

  request(id: string): Promise<StoredRequest | undefined>;
  /** What became of the items of a request that were stored, in their order; none if there is no such request. Asks the objects that have them. */
  itemsOf(request: string): Promise<readonly KeptItem[]>;
  requests(page: Page): Promise<readonly ListedRequest[]>;
  delivery(id: string): Promise<Delivery | undefined>;
  deliveries(page: Page & { readonly subscription?: string }): Promise<readonly Listed<Delivery>[]>;
  deadLetters(page: Page): Promise<readonly Listed<DeadLetter>[]>;
  /** One that is unowned still. */
  unownedItem(id: string): Promise<UnownedItem | undefined>;
  unowned(page: Page): Promise<readonly Listed<UnownedItem>[]>;
  connections(page: Page & { readonly app?: string }): Promise<readonly Connection[]>;
  subscriptions(page: Page & SubscriptionFilter): Promise<readonly Subscription[]>;
  counts(): Promise<Counts>;

  /** Texts of connections, subscriptions and requests in which sealed values may stand, each once; `after`: the last place of the part before. */
  sealed(part: { readonly limit: number; readonly after?: string }): Promise<readonly SealedText[]>;
  /** Replaces each of these texts that is still what it was; answers how many were. Key: the record of each. */
  reseal(changes: readonly Resealed[]): Promise<number>;

  /**
   * Drops what its retention has passed, expired authorizations, and dedupe keys whose window has; answers how much went, in units of the
   * engine's own. What waits in a lane stays, and a request stays as long as anything that came of it.
   */
  sweep(now: number, retention: Retention): Promise<number>;
  close(): Promise<void>;
}

/**
 * Newest first; `before` is the `seq` of the last row of the page before. What a `seq` counts is the engine's own; newer rows have greater ones.
 *
 * @example
 * import type { Page, StoredRequest } from "imlc/runtime";
 *
 * // A page of rows that are sorted by their numbers, the oldest first.
 * export function pageOf(rows: readonly StoredRequest[], { limit, before = Infinity }: Page): readonly StoredRequest[] {
 *   return rows.filter(({ seq }) => seq < before).slice(-limit).reverse();
 * }
 */
export interface Page {
  readonly limit: number;
  readonly before?: number;
}

/**
 * Which subscriptions; what is not given does not matter. Those of a connection are its object's, those of a hook their webhook's.
 *
 * @example
 * import type { Subscription, SubscriptionFilter } from "imlc/runtime";
 *
 * export const isMeant = ({ app, connection }: SubscriptionFilter, one: Subscription): boolean =>
 *   (app ?? one.app) === one.app && (connection ?? one.connection) === one.connection;
 */
export interface SubscriptionFilter {
  readonly app?: string;
  readonly webhook?: string;
  readonly connection?: string;
  readonly hook?: string;
}

/**
 * `unowned`, `pending` and `dead` are what there is now, the others all there ever was.
 *
 * @example
 * import type { Counts } from "imlc/runtime";
 *
 * export const isIdle = ({ pending }: Counts): boolean => pending === 0;
 */
export interface Counts {
  readonly requests: number;
  readonly items: number;
  readonly unowned: number;
  readonly pending: number;
  readonly delivered: number;
  readonly dead: number;
  readonly duplicates: number;
  /** Items that belong to the app itself; they are not among `unowned`. */
  readonly platform: number;
}

/**
 * Milliseconds, counted from arrival (`requests`, `unowned`) or from when it ended (`delivered`, `dead`).
 *
 * @example
 * import type { Retention } from "imlc/runtime/node";
 *
 * const day = 86_400_000;
 * export const retention: Retention = { requests: 7 * day, unowned: 3 * day, delivered: day, dead: 30 * day };
 */
export interface Retention {
  readonly requests: number;
  readonly unowned: number;
  readonly delivered: number;
  readonly dead: number;
}
