import { t } from "../../../language/types.ts";
import type { Directive } from "../directive.ts";
import { anything, either, record, template } from "../shape.ts";

export const condition: Directive = {
  keys: {
    condition: {
      shape: either(
        template(t.boolean),
        record({
          condition: { shape: template(t.boolean), doc: "Whether the request is of interest." },
          default: { shape: anything, doc: "The single item of a request that is not." },
        }),
      ),
      doc: "Whether the request is of interest; if not, it is answered and gives no items. Reading `parameters` or `data`, it is asked once for each subscriber.",
    },
  },
  units: [
    {
      from: ["condition", "condition"],
      short: true,
      path: ["condition"],
      scope: "RequestScope",
      want: t.boolean,
      owner: { path: ["ownerCondition"], scope: "OwnerScope" },
    },
    {
      from: ["condition", "default"],
      path: ["conditionDefault"],
      scope: "RequestScope",
      dedicated: "DedicatedScope",
      want: t.any,
    },
  ],
};
