import { t } from "../../../language/types.ts";
import type { Directive } from "../directive.ts";
import { anything, choice, either, list, map, record, template } from "../shape.ts";

/** How a request is answered; `verification` has one of its own. */
export const reply = record({
  type: {
    shape: choice(["json", "urlencoded", "text"]),
    doc: "How `body` is written.",
    default: "`json`",
  },
  status: { shape: template(t.number, { range: [100, 999] }), doc: "The HTTP status.", default: "200" },
  headers: {
    shape: either(template(t.any), map(either(template(t.any), list(template(t.any))))),
    doc: "Headers of the answer, by name.",
  },
  body: { shape: anything, doc: "What is answered." },
});

export const respond: Directive = {
  keys: {
    respond: { shape: reply, doc: "How each request is answered.", default: "status 200 and the text `Accepted`" },
  },
  units: [{ from: ["respond"], path: ["respond"], scope: "RequestScope", want: t.any }],
};
