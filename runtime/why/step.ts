import type { Value } from "../../language/values.ts";
import type { Webhook } from "../contract.ts";
import { isSecretName } from "../procedure/redact.ts";
import type { Observed } from "../receive/observe.ts";
import { missedAdvice } from "./missed.ts";
import { pathText, type Reading } from "./reads.ts";
import type { Read, Step } from "./trace.ts";
import { readingsIn, stageOf } from "./units.ts";

/** A story's step with the values as they are. */
export type Draft = Step<Value>;

/** What a step says besides what every step of a unit tells. */
export interface Words {
  readonly said: string;
  /** What to do unless something that the unit looked for is not there, which then is what is told. */
  readonly advice?: string;
  /** Whether something that was looked for in vain would explain it. */
  readonly explainedByReads?: boolean;
  /** False: what was given is too much, or of no interest. */
  readonly showsValue?: boolean;
}

/** The step that a unit is, with what it read. */
export function unitStep(webhook: Webhook, observed: Observed, words: Words): Draft {
  const { unit, outcome } = observed;
  const { said, advice, explainedByReads = false, showsValue = true } = words;
  const readings = readingsIn(webhook, observed);
  const place = outcome.kind === "failed" ? outcome.failure.place : webhook.places[unit];
  return {
    stage: stageOf(unit),
    unit,
    place,
    ...(outcome.kind === "gave" && showsValue ? { gave: outcome.value as Value } : {}),
    reads: readsOf(readings),
    said,
    advice: (explainedByReads ? missedAdvice(readings) : undefined) ?? advice,
  };
}

function readsOf(readings: readonly Reading[]): readonly Read<Value>[] {
  return readings.slice(0, MOST_READ).map(({ path, value }) => ({
    path: pathText(path),
    value: path.some(isSecretName) && value !== undefined ? HIDDEN : value,
  }));
}

const HIDDEN = "[redacted]";

/** An expression that reads more is told by the first of it. */
const MOST_READ = 8;
