import { anything, type KeyShape, record } from "../shape.ts";

/** What each item of an epoch becomes: one line of the list in which a user picks where a trigger is to begin. */
export const epochOutput: KeyShape = {
  shape: record(
    {
      label: { shape: anything, doc: "What the user reads.", required: true },
      date: { shape: anything, doc: "When the item was made or changed.", required: true },
      id: { shape: anything, doc: "The id of the item." },
    },
    { pattern: { test: /^/, shape: anything, doc: "Further values." } },
  ),
  doc: "What the user picks from.",
};
