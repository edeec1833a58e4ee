import type { Difference } from "../../runtime/plan/difference.ts";
import type { Group } from "../../runtime/plan/groups.ts";
import type { Counted } from "../../runtime/plan/told.ts";
import { changeText, ownersText, placesText, whatText } from "../../runtime/plan/words.ts";
import { plural } from "../report/summary.ts";
import { type Paint, painter } from "../report/tone.ts";

/** What came of a comparison. */
export interface Compared extends Counted {
  readonly differences: readonly Difference[];
  readonly milliseconds: number;
}

/** For people: each group with its places and an example, the most frequent first. */
export function prettyReport(compared: Compared, groups: readonly Group[], color: boolean): string {
  const paint = painter(color);
  return [...groups.map((group) => `${linesOf(group, paint).join("\n")}\n`), `${summaryOf(compared, groups)}\n`].join(
    "\n",
  );
}

function linesOf({ example, all, requests }: Group, paint: Paint): readonly string[] {
  const items = all.some(({ item }) => item !== undefined) ? `, ${plural(all.length, "item")}` : "";
  const { values, places, owners, request, item } = example;
  const place = placesText(places);
  return [
    `${paint("bold", whatText(example))} ${changeText(values)}`,
    `  ${plural(requests, "request")}${items}; for example ${request}${item === undefined ? "" : `, item ${item}`}`,
    ...(owners === undefined ? [] : [`  ${ownersText(owners)}`]),
    ...(place === undefined ? [] : [paint("dim", `  ${place}`)]),
  ];
}

function summaryOf({ compared, skipped, milliseconds }: Compared, groups: readonly Group[]): string {
  const found = groups.length === 0 ? "no difference" : plural(groups.length, "difference");
  const passed = skipped === 0 ? "" : ` ${plural(skipped, "request")} of other webhooks passed over.`;
  return `${plural(compared, "request")} compared in ${Math.round(milliseconds)} ms: ${found}.${passed}`;
}
