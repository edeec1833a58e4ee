import { t } from "../../../language/types.ts";
import type { Directive } from "../directive.ts";
import { reply } from "./respond.ts";

/** What a scenario answers the request with that began it. */
export const responder: Directive = {
  keys: { response: { shape: reply, doc: "How the request is answered." } },
  units: [{ from: ["response"], scope: "ModuleScope", want: t.any }],
};
