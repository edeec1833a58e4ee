import { t } from "../../../language/types.ts";
import type { Directive } from "../directive.ts";
import { record, template } from "../shape.ts";
import { reply } from "./respond.ts";

export const verification: Directive = {
  keys: {
    verification: {
      shape: record({
        condition: {
          shape: template(t.boolean),
          doc: "Whether this is such a request.",
          default: "`true`",
        },
        respond: { shape: reply, doc: "How to answer it." },
      }),
      doc: "Answers the request by which a service makes sure that the URL is ours; nothing else runs for it.",
    },
  },
  units: [
    {
      from: ["verification", "condition"],
      path: ["verification", "condition"],
      scope: "RequestScope",
      dedicated: "DedicatedScope",
      want: t.boolean,
    },
    {
      from: ["verification", "respond"],
      path: ["verification", "respond"],
      scope: "RequestScope",
      dedicated: "DedicatedScope",
      want: t.any,
    },
  ],
};
