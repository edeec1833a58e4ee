import type { ToldGroup, ToldPlan } from "../runtime/plan/told.ts";
import { changeText, ownersText, placesText, whatText } from "../runtime/plan/words.ts";

/**
 * What a comparison came to: a sentence for all of it, and one for each difference, the most frequent first. `shown`
 * writes a value, which is JSON, as the reader is to see it.
 */
export function plannedSentences(
  { compared, groups }: ToldPlan,
  shown: (value: string) => string,
): readonly [string, ...string[]] {
  const found = groups.length === 0 ? "no difference" : counted(groups.length, "difference");
  return [`${counted(compared, "request")} compared: ${found}.`, ...groups.map((group) => groupSentence(group, shown))];
}

function groupSentence(group: ToldGroup, shown: (value: string) => string): string {
  const [example] = group.differences;
  const values = { old: example?.old && shown(example.old), new: example?.new && shown(example.new) };
  const owners = example?.owners && ownersText(example.owners);
  const place = placesText(group.places);
  const where = place === undefined ? "" : ` (${place})`;
  const whose = owners === undefined ? "" : `; ${owners}`;
  return `${whatText(group)} ${changeText(values)}, in ${counted(group.requests, "request")}${whose}${where}.`;
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}
