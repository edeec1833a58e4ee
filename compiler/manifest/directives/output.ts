import { t } from "../../../language/types.ts";
import type { Directive } from "../directive.ts";
import { anything } from "../shape.ts";

export const output: Directive = {
  keys: {
    output: {
      shape: anything,
      doc: "What is delivered for an item. Reading `parameters` or `data`, it is made for each subscriber.",
      default: "the item itself",
    },
  },
  units: [
    {
      from: ["output"],
      path: ["output"],
      scope: "ItemScope",
      want: t.any,
      owner: { path: ["ownerOutput"], scope: "OwnerScope" },
    },
  ],
};
