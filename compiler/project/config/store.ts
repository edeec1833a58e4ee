import { valueUnder } from "../../fields.ts";
import { constant, type RecordShape, record } from "../../manifest/shape.ts";
import type { Field } from "../../program.ts";
import { numberUnder } from "./constants.ts";

/** Milliseconds for which a server keeps what nobody waits for any more; what is undefined is left to the runtime. */
export interface StoreConfig {
  readonly requests: number | undefined;
  readonly unowned: number | undefined;
  readonly delivered: number | undefined;
  readonly dead: number | undefined;
}

const days = constant("number", { range: [0.01, 3_650] });

/** What `store` in `imlc.json` may hold. */
export const storeShape: RecordShape = record({
  requests: {
    shape: days,
    doc: "Days for which requests are kept, to be looked at and replayed; longer as long as something that came of them is kept.",
    default: "7",
  },
  unowned: {
    shape: days,
    doc: "Days for which items are kept that belong to nobody, in case that somebody comes to whom they do.",
    default: "7",
  },
  delivered: { shape: days, doc: "Days for which deliveries are kept after they were made.", default: "3" },
  dead: { shape: days, doc: "Days for which dead letters are kept.", default: "30" },
});

/** What `imlc.json` says of the store. */
export function readStore(root: Field): StoreConfig {
  const store = valueUnder(root, "store");
  const read = (key: string): number | undefined => {
    const number = store && numberUnder(store, key);
    return number === undefined ? undefined : number * DAY;
  };
  return { requests: read("requests"), unowned: read("unowned"), delivered: read("delivered"), dead: read("dead") };
}

const DAY = 24 * 60 * 60 * 1000;
