import type { Difference, Sides } from "../../runtime/plan/difference.ts";
import type { Group } from "../../runtime/plan/groups.ts";
import { type Counted, differenceNames, pathText } from "../../runtime/plan/told.ts";
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
  const { kind, path, values, places, request, item } = example;
  const what = `${differenceNames[kind]}${path.length === 0 ? "" : ` \`${pathText(path)}\``}`;
  return [
    `${paint("bold", what)} ${changeText(values)}`,
    `  ${plural(requests, "request")}${items}; for example ${request}${item === undefined ? "" : `, item ${item}`}`,
    ...ownersLine(example),
    ...placesLine(places).map((line) => paint("dim", line)),
  ];
}

function changeText({ old, new: now }: Sides<string | undefined>): string {
  if (old === undefined) return now === undefined ? "changed" : `added: ${now}`;
  return now === undefined ? `removed: ${old}` : `${old} → ${now}`;
}

function ownersLine({ owners }: Difference): readonly string[] {
  if (owners === undefined) return [];
  const text = (ids: readonly string[]): string => (ids.length === 0 ? "no subscription" : ids.join(", "));
  return [`  ${text(owners.old)} → ${text(owners.new)}`];
}

function placesLine({ old, new: now }: Sides<string | undefined>): readonly string[] {
  if (old === undefined && now === undefined) return [];
  return [old === now ? `  ${old}` : `  ${old ?? "nowhere"} → ${now ?? "nowhere"}`];
}

function summaryOf({ compared, skipped, milliseconds }: Compared, groups: readonly Group[]): string {
  const found = groups.length === 0 ? "no difference" : plural(groups.length, "difference");
  const passed = skipped === 0 ? "" : ` ${plural(skipped, "request")} of other webhooks passed over.`;
  return `${plural(compared, "request")} compared in ${Math.round(milliseconds)} ms: ${found}.${passed}`;
}
