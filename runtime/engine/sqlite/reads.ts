import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import type { Page } from "../engine.ts";
import {
  type DeadRow,
  type DeliveryRow,
  deadColumns,
  deliveryColumns,
  deliverySeq,
  type ListedDeadRow,
  type ListedDeliveryRow,
  type ListedUnownedRow,
  listedDeadColumns,
  listedDeliveryColumns,
  listedUnownedColumns,
  toDeadLetter,
  toDelivery,
  toListedDeadLetter,
  toListedDelivery,
  toListedUnownedItem,
  toUnownedItem,
  type UnownedRow,
  unownedColumns,
} from "./delivery-rows.ts";
import {
  type ConnectionRow,
  connectionColumns,
  type ListedRequestRow,
  listedRequestColumns,
  type RequestRow,
  requestColumns,
  type SubscriptionRow,
  subscriptionColumns,
  toConnection,
  toListedRequest,
  toRequest,
  toSubscription,
} from "./rows.ts";
import { type Statement, statement } from "./statement.ts";
import type { Store } from "./store.ts";

export type Reads = Pick<
  Store,
  | "request"
  | "requests"
  | "connection"
  | "connections"
  | "subscriptions"
  | "delivery"
  | "deliveries"
  | "deadLetter"
  | "deadLetters"
  | "unownedItem"
  | "unowned"
>;

/** What can be looked at without changing anything. Lists are newest first. */
export function createReads(db: DatabaseSync): Reads {
  const request = statement<[string], RequestRow>(db, `SELECT ${requestColumns} FROM request WHERE id = ?`);
  const connection = statement<[string, string], ConnectionRow>(
    db,
    `SELECT ${connectionColumns} FROM ${CONNECTION} WHERE c.app = ? AND c.id = ?`,
  );
  const delivery = statement<[number, string], DeliveryRow>(
    db,
    `SELECT ${deliveryColumns} FROM ${DELIVERY} WHERE d.seq = ? AND i.id || '-' || d.seq = ?`,
  );
  const deadLetter = statement<[string], DeadRow>(db, `SELECT ${deadColumns} FROM ${DEAD} WHERE x.id = ?`);

  const requests = pages<ListedRequestRow>(db, listedRequestColumns, "request", "seq", []);
  const connections = pages<ConnectionRow>(db, connectionColumns, CONNECTION, "c.seq", ["c.app"]);
  const subscriptions = pages<SubscriptionRow>(db, subscriptionColumns, SUBSCRIPTION, "s.seq", [
    "c.app",
    "s.webhook",
    "c.id",
    "s.hook",
  ]);
  const deliveries = pages<ListedDeliveryRow>(db, listedDeliveryColumns, DELIVERY, "d.seq", ["s.id"]);
  const deadLetters = pages<ListedDeadRow>(db, listedDeadColumns, DEAD, "x.seq", []);
  const unownedItem = statement<[string], UnownedRow>(
    db,
    `SELECT ${unownedColumns} FROM item i JOIN request r ON r.seq = i.request WHERE i.id = ? AND i.reason IS NOT NULL`,
  );
  const unowned = pages<ListedUnownedRow>(db, listedUnownedColumns, UNOWNED, "i.seq", []);
  return {
    request: (id) => {
      const row = request.get(id);
      return row && toRequest(row);
    },
    connection: (app, id) => {
      const row = connection.get(app, id);
      return row && toConnection(row);
    },
    delivery: (id) => {
      const row = delivery.get(deliverySeq(id) ?? 0, id);
      return row && toDelivery(row);
    },
    deadLetter: (id) => {
      const row = deadLetter.get(id);
      return row && toDeadLetter(row);
    },
    requests: (page) => requests(page).map(toListedRequest),
    connections: (page) => connections(page, page.app).map(toConnection),
    subscriptions: (page) =>
      subscriptions(page, page.app, page.webhook, page.connection, page.hook).map(toSubscription),
    deliveries: (page) => deliveries(page, page.subscription).map(toListedDelivery),
    deadLetters: (page) => deadLetters(page).map(toListedDeadLetter),
    unownedItem: (id) => {
      const row = unownedItem.get(id);
      return row && toUnownedItem(row);
    },
    unowned: (page) => unowned(page).map(toListedUnownedItem),
  };
}

const CONNECTION = "(SELECT * FROM connection WHERE removed_at IS NULL) c";
const SUBSCRIPTION = "subscription s JOIN connection c ON c.seq = s.connection";
const DELIVERY = `delivery d JOIN subscription s ON s.seq = d.subscription
  JOIN item i ON i.seq = d.item JOIN request r ON r.seq = i.request`;
const DEAD = `dead x JOIN item i ON i.seq = x.item JOIN request r ON r.seq = i.request
  LEFT JOIN delivery d ON d.seq = x.delivery LEFT JOIN subscription s ON s.seq = d.subscription`;
const UNOWNED = "item i INDEXED BY item_unowned JOIN request r ON r.seq = i.request AND i.reason IS NOT NULL";

/** Prepares the pages of a list, one statement for each set of filters that is in use. */
function pages<R>(
  db: DatabaseSync,
  columns: string,
  from: string,
  seq: string,
  filters: readonly string[],
): (page: Page, ...values: readonly (string | undefined)[]) => readonly R[] {
  const prepared = new Map<string, Statement<SQLInputValue[], R>>();
  return ({ before = Number.MAX_SAFE_INTEGER, limit }, ...values) => {
    const given = filters.filter((_, index) => values[index] !== undefined);
    const where = [`${seq} < ?`, ...given.map((column) => `${column} = ?`)].join(" AND ");
    const list =
      prepared.get(where) ??
      statement<SQLInputValue[], R>(db, `SELECT ${columns} FROM ${from} WHERE ${where} ORDER BY ${seq} DESC LIMIT ?`);
    prepared.set(where, list);
    return list.all(before, ...values.filter((value) => value !== undefined), limit);
  };
}
