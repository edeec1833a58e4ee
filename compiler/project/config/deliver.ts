import { valueUnder } from "../../fields.ts";
import { constant, list, type RecordShape, record } from "../../manifest/shape.ts";
import type { Field } from "../../program.ts";
import { constantsIn, numberUnder } from "./constants.ts";

/** How deliveries are made; what is undefined is left to the runtime. */
export interface DeliverConfig {
  /** Milliseconds to wait after each failed attempt. */
  readonly schedule: readonly number[] | undefined;
  /** Milliseconds. */
  readonly timeout: number | undefined;
  readonly concurrency: number | undefined;
  readonly perTarget: number | undefined;
}

/** What `deliver` in `imlc.json` may hold. */
export const deliverShape: RecordShape = record({
  schedule: {
    shape: list(constant("number", { range: [1, 604_800] })),
    doc: "Seconds to wait after the first failed attempt at a delivery, after the second, and so on, each give or take a tenth; after one more failure it is a dead letter.",
    default: "`[5, 300, 1800, 7200, 18000, 36000, 36000]`",
  },
  timeout: {
    shape: constant("number", { range: [1, 300] }),
    doc: "Seconds in which a target must have taken a delivery.",
    default: "15",
  },
  concurrency: {
    shape: constant("number", { range: [1, 10_000] }),
    doc: "How many deliveries are under way at once, over all targets.",
    default: "64",
  },
  perTarget: {
    shape: constant("number", { range: [1, 10_000] }),
    doc: "How many of them go to one host, so that a slow one leaves room for others.",
    default: "32",
  },
});

/** What `imlc.json` says of deliveries. */
export function readDeliver(root: Field): DeliverConfig {
  const deliver = valueUnder(root, "deliver");
  const schedule = deliver && valueUnder(deliver, "schedule");
  return {
    schedule:
      schedule && constantsIn(schedule).flatMap(({ value }) => (typeof value === "number" ? [value * 1_000] : [])),
    timeout: inMilliseconds(deliver && numberUnder(deliver, "timeout")),
    concurrency: deliver && numberUnder(deliver, "concurrency"),
    perTarget: deliver && numberUnder(deliver, "perTarget"),
  };
}

function inMilliseconds(seconds: number | undefined): number | undefined {
  return seconds === undefined ? undefined : seconds * 1_000;
}
