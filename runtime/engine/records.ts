export type * from "./records/arrival.ts";
export type * from "./records/connection.ts";
export type * from "./records/delivery.ts";
export type * from "./records/subscription.ts";
