import { blocks, bullet, code } from "../../cli/reference/markdown.ts";
import type { ItemStory, Step, Trace } from "../../runtime/why/trace.ts";
import { itemWords, requestWords } from "../../runtime/why/words.ts";

/** What a webhook made of a sample, as Markdown. */
export function runPage(sample: string, { outcome, status, steps, items, more = 0 }: Trace): string {
  return blocks(
    `# Run with ${code(sample)}`,
    `The request was **${requestWords[outcome]}**; it is answered with ${status}.`,
    stepList(steps),
    ...items.map(itemText),
    more > 0 ? `And ${more} more.` : "",
  );
}

function itemText({ number, uid, outcome, steps }: ItemStory): string {
  const owner = uid === undefined ? "" : `, of ${code(uid)}`;
  return `## Item ${number}${owner}: ${itemWords[outcome]}\n\n${stepList(steps)}`;
}

function stepList(steps: readonly Step[]): string {
  return steps.map(stepText).join("\n");
}

function stepText({ stage, place, said, gave, advice }: Step): string {
  const where = place === undefined ? "" : ` (${place})`;
  const below = [gave === undefined ? "" : `gave ${code(gave)}`, advice ?? ""].filter((text) => text !== "");
  return [bullet(`**${stage}**${where}: ${said}`), ...below.map((text) => bullet(text, 1))].join("\n");
}
