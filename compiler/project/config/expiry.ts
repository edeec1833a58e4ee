import { t } from "../../../language/types.ts";
import { valueUnder } from "../../fields.ts";
import { type RecordShape, template } from "../../manifest/shape.ts";
import type { Field } from "../../program.ts";

/** When the service forgets what attach has made. */
export interface ExpiryConfig {
  /** A template that gives a date, or an epoch in seconds or milliseconds. */
  readonly expires: Field | undefined;
}

/** The key that says when a hook is to be renewed. */
export const expiryKeys: RecordShape["fields"] = {
  expires: {
    shape: template(t.any),
    doc: "When the service forgets the hook that attach has made, by what attach saved: a date, or an epoch in seconds or milliseconds. At half of that time the hook is renewed, by `update` if there is one, else by attach.",
  },
};

/** What a webhook of `imlc.json` says of the lifetime of its hooks. */
export function readExpiry(webhook: Field): ExpiryConfig {
  return { expires: valueUnder(webhook, "expires") };
}
