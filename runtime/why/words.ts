import type { ItemOutcome, RequestOutcome } from "./trace.ts";

/** What became of a request. */
export const requestWords: Readonly<Record<RequestOutcome, string>> = {
  unreadable: "could not be read",
  handshake: "taken for a handshake",
  "not-taken": "not of interest",
  empty: "no items",
  failed: "failed",
  items: "taken",
};

/** What became of an item. */
export const itemWords: Readonly<Record<ItemOutcome, string>> = {
  "left-out": "left out",
  failed: "failed",
  platform: "kept for the app itself",
  duplicate: "a duplicate",
  unowned: "nobody's",
  pending: "not delivered yet",
  delivered: "delivered",
  skipped: "left out for its subscription",
  dead: "given up",
  gone: "not in the store",
  evaluated: "evaluated",
};

/** Whether that is as it should be, something to know, or something to mend. */
export const itemTones: Readonly<Record<ItemOutcome, "green" | "yellow" | "red">> = {
  "left-out": "yellow",
  failed: "red",
  platform: "yellow",
  duplicate: "yellow",
  unowned: "red",
  pending: "yellow",
  delivered: "green",
  skipped: "yellow",
  dead: "red",
  gone: "yellow",
  evaluated: "green",
};
