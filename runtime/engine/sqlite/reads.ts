import type { DatabaseSync, SQLInputValue } from "node:sqlite";
import type { Page } from "../engine.ts";
import {
  type ConnectionRow,
  connectionColumns,
  type DeadRow,
  type DeliveryRow,
  deadColumns,
  deliveryColumns,
  type RequestRow,
  requestColumns,
  type SubscriptionRow,
  subscriptionColumns,
  toConnection,
  toDeadLetter,
  toDelivery,
  toRequest,
  toSubscription,
  toUnownedItem,
  type UnownedRow,
  unownedColumns,
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
  | "deliveries"
  | "deadLetter"
  | "deadLetters"
  | "unowned"
>;

/** What can be looked at without changing anything. Lists are newest first. */
export function createReads(db: DatabaseSync): Reads {
  const request = statement<[string], RequestRow>(db, `SELECT ${requestColumns} FROM request WHERE id = ?`);
  const connection = statement<[string, string], ConnectionRow>(
    db,
    `SELECT ${connectionColumns} FROM connection c WHERE c.app = ? AND c.id = ?`,
  );
  const deadLetter = statement<[string], DeadRow>(db, `SELECT ${deadColumns} FROM ${DEAD} WHERE x.id = ?`);

  const requests = pages<RequestRow>(db, requestColumns, "request", "seq", []);
  const connections = pages<ConnectionRow>(db, connectionColumns, "connection c", "c.seq", ["c.app"]);
  const subscriptions = pages<SubscriptionRow>(db, subscriptionColumns, SUBSCRIPTION, "s.seq", ["c.app", "s.webhook"]);
  const deliveries = pages<DeliveryRow>(db, deliveryColumns, DELIVERY, "d.seq", ["s.id"]);
  const deadLetters = pages<DeadRow>(db, deadColumns, DEAD, "x.seq", []);
  const unowned = pages<UnownedRow>(db, unownedColumns, UNOWNED, "i.seq", []);
  return {
    request: (id) => {
      const row = request.get(id);
      return row && toRequest(row);
    },
    connection: (app, id) => {
      const row = connection.get(app, id);
      return row && toConnection(row);
    },
    deadLetter: (id) => {
      const row = deadLetter.get(id);
      return row && toDeadLetter(row);
    },
    requests: (page) => requests(page).map(toRequest),
    connections: (page) => connections(page, page.app).map(toConnection),
    subscriptions: (page) => subscriptions(page, page.app, page.webhook).map(toSubscription),
    deliveries: (page) => deliveries(page, page.subscription).map(toDelivery),
    deadLetters: (page) => deadLetters(page).map(toDeadLetter),
    unowned: (page) => unowned(page).map(toUnownedItem),
  };
}

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
