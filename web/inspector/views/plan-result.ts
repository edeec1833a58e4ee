import { differenceNames, pathText } from "../../../runtime/plan/told.ts";
import { element, sentence } from "../../shared/element.ts";
import type { Finding, ToldDifference, ToldGroup, ToldPlan } from "../answers.ts";
import type { Refused } from "../api.ts";
import { badge } from "../parts/badge.ts";
import { idLink } from "../parts/link.ts";
import { notice } from "../parts/notice.ts";
import { plural } from "../parts/plural.ts";
import { createTable } from "../parts/table.ts";
import { comparison } from "./comparison.ts";

/** The differences, the most frequent first, and what the compiler warns of. */
export function planResult(plan: ToldPlan & { readonly findings: readonly Finding[] }): HTMLElement {
  const tone = plan.compared > 0 && plan.groups.length === 0 ? "green" : "quiet";
  return element(
    "div",
    { class: "stack" },
    findingList(plan.findings),
    notice(comparison(plan), tone),
    ...plan.groups.map(group),
  );
}

/** Why nothing was compared. */
export function refusedResult({ message, answer }: Refused): HTMLElement {
  return element("div", { class: "stack" }, notice(message, "red"), findingList(findingsIn(answer)));
}

function findingsIn(answer: unknown): readonly Finding[] {
  return typeof answer === "object" && answer !== null && "findings" in answer && Array.isArray(answer.findings)
    ? answer.findings
    : [];
}

function findingList(findings: readonly Finding[]): HTMLElement | undefined {
  if (findings.length === 0) return undefined;
  const rows = findings.map(({ code, severity, message, place }) =>
    element(
      "li",
      {},
      badge(severity, severity === "error" ? "red" : "yellow"),
      " ",
      sentence(message),
      " ",
      element("code", {}, code),
      " at ",
      element("code", {}, place),
    ),
  );
  return element("ul", { class: "bare", "aria-label": "Findings" }, ...rows);
}

function group({ kind, path, requests, places, differences }: ToldGroup): HTMLElement {
  const what = path.length === 0 ? differenceNames[kind] : `${differenceNames[kind]} \`${pathText(path)}\``;
  const { table, append } = createTable<ToldDifference>(`Differences in ${what}`, [
    {
      title: "Request",
      cell: ({ request, item }) =>
        element("span", {}, idLink("requests", request), item === undefined ? "" : `, item ${item}`),
    },
    { title: "Served", cell: ({ old, owners }) => side(old, owners?.old) },
    { title: "Edited", cell: ({ new: now, owners }) => side(now, owners?.new) },
  ]);
  append(differences);
  const place = places.new ?? places.old;
  const more = requests > differences.length ? `, of which ${differences.length} are shown` : "";
  return element(
    "div",
    { class: "panel padded" },
    element("h2", {}, sentence(what)),
    element(
      "p",
      { class: "quiet" },
      `${plural(requests, "request")}${more}`,
      place === undefined ? "" : ", from ",
      place === undefined ? undefined : element("code", {}, place),
    ),
    table,
  );
}

function side(text: string | undefined, owners: readonly string[] | undefined): HTMLElement {
  const shown = text === undefined ? element("span", { class: "quiet" }, "not there") : element("code", {}, text);
  if (owners === undefined) return shown;
  const ids = owners.length === 0 ? ["nobody"] : owners.map((id) => idLink("subscriptions", id));
  return element("span", {}, shown, " of ", ...ids.flatMap((one, index) => (index === 0 ? [one] : [", ", one])));
}
