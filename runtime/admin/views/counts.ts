import type { Counts } from "../../engine/engine.ts";
import { integer, named, object } from "../answer-shape.ts";

/** The shape of the counts. */
export const COUNTS = named(
  "Counts",
  object<Counts>({
    requests: integer("All that ever came."),
    items: integer("All that ever came."),
    unowned: integer("Items that are nobody's now."),
    pending: integer("Deliveries that wait now."),
    delivered: integer("All that ever were."),
    dead: integer("Dead letters that there are now."),
    duplicates: integer("Items that were left out, for their dedupe key had come before; all that ever were."),
    platform: integer("Items of the app itself, all that ever came; they are not among `unowned`."),
  }),
);
