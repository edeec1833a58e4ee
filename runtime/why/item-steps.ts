import { kindOf } from "../../language/kinds.ts";
import type { Value } from "../../language/values.ts";
import type { Webhook } from "../contract.ts";
import type { Observed } from "../receive/observe.ts";
import { uidText } from "../receive/uid.ts";
import { withArticle } from "./missed.ts";
import { failedStep } from "./request-steps.ts";
import { type Draft, unitStep, type Words } from "./step.ts";
import type { ItemOutcome, ItemStory } from "./trace.ts";
import { hasUnit } from "./units.ts";

/** The story of an item as far as its evaluation goes; `dedupe` is its key. */
export interface EvaluatedItem extends ItemStory<Value> {
  readonly dedupe?: string;
}

/** What the units of an item came to. */
export function evaluatedItem(
  webhook: Webhook,
  { id, number }: Pick<ItemStory, "id" | "number">,
  observed: readonly Observed[],
): EvaluatedItem {
  const uid = textOf(observed, "uid");
  const outcome = outcomeOf(observed, uid);
  const goesOn = outcome !== "unowned" && outcome !== "platform";
  const steps = observed.flatMap((one) => (goesOn || one.unit !== "output" ? (itemStep(webhook, one) ?? []) : []));
  return { id, number, uid, dedupe: textOf(observed, "dedupe"), outcome, steps };
}

function itemStep(webhook: Webhook, observed: Observed): Draft | undefined {
  const { unit, outcome } = observed;
  if (outcome.kind === "failed") return failedStep(webhook, observed, outcome.failure.message);
  const words = wordsOf(webhook, unit, outcome.value as Value);
  return words && unitStep(webhook, observed, words);
}

function wordsOf(webhook: Webhook, unit: Observed["unit"], value: Value): Words | undefined {
  if (unit !== "uid" && unit !== "output" && !hasUnit(webhook, unit)) return undefined;
  switch (unit) {
    case "iterate.condition":
      return value === false ? LEFT_OUT : { said: "`iterate.condition` is true: the item is of interest." };
    case "dedupe":
      return dedupeWords(value);
    case "platformEvent":
      return value === true ? PLATFORM : { said: "`platformEvent` is not true: the item is some user's." };
    case "uid":
      return uidWords(hasUnit(webhook, unit), value);
    case "output":
      return hasUnit(webhook, unit)
        ? { said: "`output` made the bundle." }
        : { said: "There is no `output`, so the item itself is the bundle.", showsValue: false };
    case "verification.condition":
    case "verification.respond":
    case "condition":
    case "condition.default":
    case "iterate":
    case "respond":
      return undefined;
  }
}

const LEFT_OUT: Words = {
  said: "`iterate.condition` is false, so the item was left out.",
  advice: "If it is wanted, `iterate.condition` has to be true for it; compare what it read.",
  explainedByReads: true,
};

const PLATFORM: Words = {
  said: "`platformEvent` is true: the item concerns the app itself, and is kept unowned whatever uid it has.",
  advice: "If it is some user's, `platformEvent` has to be false for it.",
};

function dedupeWords(value: Value): Words {
  const key = uidText(value);
  if (key !== undefined) return { said: `The dedupe key is \`${key}\`.` };
  return {
    said: `\`dedupe\` gave ${withArticle(kindOf(value))}, which is no key, so the item counts as new each time.`,
    explainedByReads: true,
  };
}

function uidWords(isThere: boolean, value: Value): Words {
  const uid = uidText(value);
  if (uid !== undefined) return { said: `The uid is \`${uid}\`.` };
  if (!isThere)
    return {
      said: "The webhook has no `uid`, so its items are nobody's.",
      advice: "Say under `uid` whose an item is.",
    };
  if (value === undefined || value === null || value === "") {
    return {
      said: "`uid` gave nothing, so the item is nobody's.",
      advice: "`uid` has to name what in the item says whose it is.",
      explainedByReads: true,
    };
  }
  const what =
    typeof value === "number" ? "a number that is no integer or too large to be exact" : withArticle(kindOf(value));
  return {
    said: `\`uid\` gave ${what}, and a uid is a text or an integer, so the item is nobody's.`,
    advice: "Have `uid` name the text or the integer itself.",
  };
}

function textOf(observed: readonly Observed[], unit: Observed["unit"]): string | undefined {
  const one = observed.find((each) => each.unit === unit)?.outcome;
  return one?.kind === "gave" ? uidText(one.value as Value) : undefined;
}

function outcomeOf(observed: readonly Observed[], uid: string | undefined): ItemOutcome {
  const gave = (unit: Observed["unit"], value: Value): boolean =>
    observed.some((one) => one.unit === unit && one.outcome.kind === "gave" && one.outcome.value === value);
  if (observed.some(({ outcome }) => outcome.kind === "failed")) return "failed";
  if (gave("iterate.condition", false)) return "left-out";
  if (gave("platformEvent", true)) return "platform";
  return uid === undefined ? "unowned" : "evaluated";
}
