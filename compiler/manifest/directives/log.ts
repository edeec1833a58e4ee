import { t } from "../../../language/types.ts";
import type { Directive } from "../directive.ts";
import { constant, ignored, list, record, template } from "../shape.ts";

export const log: Directive = {
  keys: {
    log: {
      shape: record({
        sanitize: {
          shape: list(constant("text")),
          doc: "Paths below `request` and `response` whose values never reach a log: `request.headers.authorization`.",
        },
        level: { shape: ignored("imlc logs at one level", template(t.any)), doc: "How much is logged." },
      }),
      doc: "What of a request must not be logged.",
    },
  },
  units: [{ from: ["log", "sanitize"], path: ["sanitize"], scope: undefined, want: t.array(t.text) }],
};
