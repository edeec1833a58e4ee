import { blocks, bullet, code } from "../../cli/reference/markdown.ts";
import type { ToldPlan } from "../../runtime/plan/told.ts";
import { plannedSentences } from "../planned.ts";

/** What recorded requests come to by the manifest that is being edited, as Markdown. */
export function planPage(plan: ToldPlan): string {
  const [summary, ...differences] = plannedSentences(plan, code);
  return blocks(
    "# Replay of recorded requests",
    `${summary} The left side is what is served now, the right side what is being edited. Nothing was stored, sent or served.`,
    differences.map((sentence) => bullet(sentence)).join("\n"),
  );
}
