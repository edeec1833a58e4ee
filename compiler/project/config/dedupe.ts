import { t } from "../../../language/types.ts";
import { valueUnder } from "../../fields.ts";
import { constant, type RecordShape, template } from "../../manifest/shape.ts";
import type { Field } from "../../program.ts";
import { numberUnder } from "./constants.ts";

/** Of which items a webhook takes only one. */
export interface DedupeConfig {
  /** A template that gives a key of which one item is taken. */
  readonly dedupe: Field | undefined;
  /** Milliseconds. */
  readonly dedupeWindow: number | undefined;
}

/** The keys that say which items are the same. */
export const dedupeKeys: RecordShape["fields"] = {
  dedupe: {
    shape: template(t.any),
    doc: "A key of the item; of the items with one key, only the first within `dedupeWindow` is taken.",
  },
  dedupeWindow: {
    shape: constant("number", { range: [1, 31_536_000] }),
    doc: "Seconds for which a key of `dedupe` counts.",
    default: "604800, which is 7 days",
  },
};

/** What a webhook of `imlc.json` says of items that are sent twice. */
export function readDedupe(webhook: Field): DedupeConfig {
  const seconds = numberUnder(webhook, "dedupeWindow");
  return {
    dedupe: valueUnder(webhook, "dedupe"),
    dedupeWindow: seconds === undefined ? undefined : seconds * 1000,
  };
}
