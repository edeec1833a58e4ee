import type { ToldPlan } from "../answers.ts";
import { plural } from "../parts/plural.ts";

/** What a comparison came to, in a sentence. */
export function comparison({ compared, groups }: ToldPlan): string {
  if (compared === 0) return "No request of this webhook is kept, so there is nothing to compare.";
  const found = groups.length === 0 ? "no difference" : plural(groups.length, "difference");
  return `${plural(compared, "request")} compared: ${found}.`;
}
