import { t } from "../../../language/types.ts";
import { valueUnder } from "../../fields.ts";
import { constant, type RecordShape, template } from "../../manifest/shape.ts";
import type { Field } from "../../program.ts";
import { numberUnder } from "./constants.ts";

/** How the requests of a webhook are taken. */
export interface IntakeConfig {
  /** A template that is true of an item that belongs to the app itself. */
  readonly platformEvent: Field | undefined;
  /** Milliseconds. */
  readonly deadline: number | undefined;
}

/** The keys that say how requests are taken. */
export const intakeKeys: RecordShape["fields"] = {
  platformEvent: {
    shape: template(t.boolean),
    doc: "Whether an item belongs to no user but to the app itself, such as the news that a limit is reached: it is kept, counted apart, and delivered to nobody, whatever its `uid`.",
    default: "`false`",
  },
  deadline: {
    shape: constant("number", { range: [100, 60_000] }),
    doc: "Milliseconds in which a request must be stored; else it is answered with 503 and `retry-after`, for the service to send it again.",
    default: "2500",
  },
};

/** What a webhook of `imlc.json` says of how its requests are taken. */
export function readIntake(webhook: Field): IntakeConfig {
  return { platformEvent: valueUnder(webhook, "platformEvent"), deadline: numberUnder(webhook, "deadline") };
}
