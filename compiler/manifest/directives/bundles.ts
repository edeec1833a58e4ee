import { t } from "../../../language/types.ts";
import { anything, choice, ignored, type KeyShape, record, template } from "../shape.ts";
import { items } from "./iterate.ts";

const instead = "no bundles are made here";
const short = template(t.any, { max: 512 });

const trigger = record({
  type: { shape: choice(["date", "id"]), doc: "What says which items are new.", required: true },
  order: { shape: choice(["asc", "desc", "unordered"]), doc: "In what order the service gives them.", required: true },
  id: { shape: short, doc: "The id of an item.", required: true },
  date: { shape: short, doc: "When an item was made or changed; needed where `type` is `date`." },
});

const iterateDoc = "The array in the answer whose elements are the items, each read as `item`.";
const limitDoc = "How many items are taken at most.";

/** What is made of an answer that lists the hooks of a service. */
export const hooks = {
  iterate: { shape: items, doc: iterateDoc },
  output: { shape: anything, doc: "What attach would have saved of each item in `response.data`." },
  limit: { shape: template(t.number), doc: limitDoc },
} satisfies Record<string, KeyShape>;

/** What bundles an answer becomes: Make hands them to the modules that follow. */
export const bundles = {
  iterate: {
    shape: ignored(instead, items),
    doc: iterateDoc,
  },
  output: { shape: ignored(instead, anything), doc: "What is made of each item, or of the answer." },
  trigger: { shape: ignored(instead, trigger), doc: "How a polling trigger finds out which items are new." },
  wrapper: {
    shape: ignored(instead, anything),
    doc: "What is laid around all the output, which it reads as `output`.",
    default: "`{{output}}`",
  },
  limit: { shape: ignored(instead, template(t.number)), doc: limitDoc },
} satisfies Record<string, KeyShape>;
