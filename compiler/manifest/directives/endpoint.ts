import { t } from "../../../language/types.ts";
import type { Directive, Stages } from "../directive.ts";
import { anything, template } from "../shape.ts";

/** A request that an endpoint of the app sends. */
export function endpoint({ request: scope }: Stages): Directive {
  return {
    keys: {
      endpoint: { shape: template(t.text), doc: "The endpoint of the app that sends the request." },
      input: { shape: anything, doc: "What the endpoint is given." },
    },
    units: [
      { from: ["endpoint"], scope, want: t.any },
      { from: ["input"], scope, want: t.any },
    ],
  };
}
