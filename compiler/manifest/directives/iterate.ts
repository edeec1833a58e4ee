import { t } from "../../../language/types.ts";
import type { Directive } from "../directive.ts";
import { either, record, template } from "../shape.ts";

const container = template(t.array(t.any), { bare: true, max: 512 });

/** An array whose elements are items, or such an array and which of them count. */
export const items = either(
  container,
  record({
    container: { shape: container, doc: "The array whose elements are the items.", required: true },
    condition: { shape: template(t.boolean), doc: "Whether an element is an item.", default: "`true`" },
  }),
);

export const iterate: Directive = {
  keys: {
    iterate: {
      shape: items,
      doc: "The array in the request whose elements are the items, each read as `item`.",
      default: "the body is the one item",
    },
  },
  units: [
    {
      from: ["iterate", "container"],
      short: true,
      path: ["iterate"],
      scope: "RequestScope",
      dedicated: "DedicatedScope",
      want: t.any,
    },
    {
      from: ["iterate", "condition"],
      path: ["iterateCondition"],
      scope: "ItemScope",
      dedicated: "OwnerScope",
      want: t.boolean,
    },
  ],
};
