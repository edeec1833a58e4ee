import { replyHeaders } from "../../../language/headers.ts";
import { t } from "../../../language/types.ts";
import type { Directive } from "../directive.ts";
import { anything, choice, record, template } from "../shape.ts";
import { headers } from "./headers.ts";

/** How a request is answered; `verification` has one of its own. */
export const reply = record({
  type: {
    shape: choice(["json", "urlencoded", "text"]),
    doc: "How `body` is written.",
    default: "`json`",
  },
  status: { shape: template(t.number, { range: [100, 999] }), doc: "The HTTP status.", default: "200" },
  headers: { shape: headers(replyHeaders), doc: "Headers of the answer, by name." },
  body: { shape: anything, doc: "What is answered." },
});

export const respond: Directive = {
  keys: {
    respond: { shape: reply, doc: "How each request is answered.", default: "status 200 and the text `Accepted`" },
  },
  units: [{ from: ["respond"], path: ["respond"], scope: "RequestScope", dedicated: "DedicatedScope", want: t.any }],
};
