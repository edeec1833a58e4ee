import { nearest } from "../../../language/nearest.ts";
import { isZone } from "../../../language/zone.ts";
import { valueUnder } from "../../fields.ts";
import { type Reading, respelled } from "../../manifest/reading.ts";
import { constant, fixedChoice, type RecordShape } from "../../manifest/shape.ts";
import type { Equality, Field } from "../../program.ts";
import { unknownTimezone } from "../diagnostics.ts";
import { textUnder } from "./constants.ts";

/** What the templates of a webhook are evaluated with. */
export interface EvaluationConfig {
  readonly timezone: string | undefined;
  readonly equality: Equality;
}

/** The keys that say how templates are evaluated. */
export const evaluationKeys: RecordShape["fields"] = {
  timezone: {
    shape: constant("text"),
    doc: "The time zone in which dates are read and written (an IANA name).",
    default: "`UTC`",
  },
  equality: {
    shape: fixedChoice(["loose", "strict"]),
    doc: "Whether `=` converts before it compares (`loose`) or not (`strict`).",
    default: "`loose`",
  },
};

/** What a webhook of `imlc.json` says of the evaluation of its templates. */
export function readEvaluation(webhook: Field): EvaluationConfig {
  return {
    timezone: textUnder(webhook, "timezone"),
    equality: textUnder(webhook, "equality") === "strict" ? "strict" : "loose",
  };
}

/** Reports a time zone that does not exist. */
export function checkEvaluation(webhook: Field, { uri, diagnostics }: Reading): void {
  const { timezone } = readEvaluation(webhook);
  if (timezone === undefined || isZone(timezone)) return;
  const meant = nearest(timezone, Intl.supportedValuesOf("timeZone"));
  const span = valueUnder(webhook, "timezone")?.span ?? webhook.span;
  diagnostics.push(unknownTimezone({ uri, span }, { timezone, nearest: meant }, respelled(span, meant)));
}
