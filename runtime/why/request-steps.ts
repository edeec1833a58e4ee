import { isArray, isCollection, kindOf } from "../../language/kinds.ts";
import type { Value } from "../../language/values.ts";
import type { Webhook } from "../contract.ts";
import type { Observed } from "../receive/observe.ts";
import { withArticle } from "./missed.ts";
import { type Draft, unitStep, type Words } from "./step.ts";
import { hasUnit } from "./units.ts";

/** What a unit of the request as a whole came to; undefined where there is nothing to tell. */
export function requestStep(webhook: Webhook, observed: Observed): Draft | undefined {
  const { unit, outcome } = observed;
  if (outcome.kind === "failed") return failedStep(webhook, observed, outcome.failure.message);
  const value = outcome.value as Value;
  const words = wordsOf(webhook, unit, value);
  return words && unitStep(webhook, observed, words);
}

/** A unit that failed. */
export function failedStep(webhook: Webhook, observed: Observed, message: string): Draft {
  return unitStep(webhook, observed, {
    said: `\`${observed.unit}\` failed: ${sentence(message)}`,
    advice: "Mend the expression, and then replay the request.",
    explainedByReads: true,
  });
}

/** A text with the full stop that it may lack. */
export function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

function wordsOf(webhook: Webhook, unit: Observed["unit"], value: Value): Words | undefined {
  switch (unit) {
    case "verification.condition":
      return verificationWords(webhook, value !== false);
    case "condition":
      return hasUnit(webhook, unit) ? conditionWords(webhook, value !== false) : undefined;
    case "condition.default":
      return { said: "What `condition.default` gives is the only item." };
    case "iterate":
      return hasUnit(webhook, unit) ? iterateWords(value) : { said: BODY_ALONE, showsValue: false };
    case "verification.respond":
    case "respond":
    case "iterate.condition":
    case "dedupe":
    case "platformEvent":
    case "uid":
    case "output":
      return undefined;
  }
}

const BODY_ALONE = "There is no `iterate`, so the body is the only item.";

function verificationWords(webhook: Webhook, isHandshake: boolean): Words {
  if (!isHandshake) return { said: "It is no handshake: `verification.condition` is false, and the request goes on." };
  return {
    said: "`verification` took the request for a handshake and answered it, so nothing after it was evaluated.",
    advice: hasUnit(webhook, "verification.condition")
      ? "If it is an event, `verification.condition` has to be false for it."
      : "Without a `verification.condition` every request is a handshake; write one that is true for handshakes only.",
  };
}

function conditionWords({ conditionDefault }: Webhook, isTaken: boolean): Words {
  if (isTaken) return { said: "`condition` is true: the request is of interest." };
  if (conditionDefault !== undefined)
    return { said: "`condition` is false, so `condition.default` says what is emitted." };
  return {
    said: "`condition` is false, so nothing is made of the request.",
    advice: "If its events are wanted, `condition` has to be true for it; compare what it read.",
    explainedByReads: true,
  };
}

function iterateWords(value: Value): Words {
  if (value === undefined || value === null) {
    return { said: "`iterate` gave nothing, so there are no items.", advice: NAMES_ARRAY, explainedByReads: true };
  }
  if (!isArray(value)) {
    const array = arrayIn(value);
    return {
      said: `\`iterate\` gave ${withArticle(kindOf(value))} where an array is expected, and that was taken for the only item.`,
      advice: array === undefined ? NAMES_ARRAY : `The array may be \`${array}\` in it; have \`iterate\` name that.`,
    };
  }
  if (value.length === 0) return { said: "`iterate` gave an empty array, so there are no items." };
  return { said: value.length === 1 ? "`iterate` gave 1 item." : `\`iterate\` gave ${value.length} items.` };
}

const NAMES_ARRAY = "`iterate` has to name the array whose elements are the items.";

/** The first key of a collection that has an array. */
function arrayIn(value: Value): string | undefined {
  return isCollection(value) ? Object.keys(value).find((key) => isArray(value[key])) : undefined;
}
