import { element } from "../../shared/element.ts";
import type { Page as Rows } from "../answers.ts";
import { withQuery } from "../api.ts";
import type { Page } from "../page.ts";
import { actionButton } from "./action.ts";
import { type Filter, filterForm } from "./filters.ts";
import { heading } from "./heading.ts";
import { notice } from "./notice.ts";
import { type Column, createTable } from "./table.ts";

/** A list of the admin API as a view. */
export interface List<Row> {
  readonly title: string;
  readonly says: string;
  /** Below `/admin`. */
  readonly path: string;
  readonly filters: readonly Filter[];
  readonly columns: readonly Column<Row>[];
  /** What is said where there is none: without a filter, or none that the filter lets through. */
  readonly empty: string;
  readonly buttons?: readonly HTMLElement[];
}

/** Shows the newest rows, and older ones on request. */
export async function listView<Row>(page: Page, list: List<Row>): Promise<HTMLElement> {
  const { table, append } = createTable(list.title, list.columns);
  const more = element("div", { class: "bar" });
  const show = async (before: number | undefined): Promise<number> => {
    const query = { ...page.address.query, before: before?.toString() };
    const { items, next } = await page.api.ask<Rows<Row>>(withQuery(list.path, query));
    append(items);
    more.replaceChildren(...(next === undefined ? [] : [older(next)]));
    return items.length;
  };
  const older = (next: number): HTMLElement =>
    actionButton(page, {
      title: "Show older",
      run: async () => `${await show(next)} more rows.`,
      after: () => undefined,
    });
  const count = await show(undefined);
  const isNarrowed = Object.keys(page.address.query).length > 0;
  const nothing = notice(isNarrowed ? "Nothing is as the filter says." : list.empty);
  return element(
    "section",
    {},
    heading(list.title, list.says),
    element("div", { class: "bar spread" }, filterForm(page, list.filters), buttons(page, list.buttons ?? [])),
    count === 0 && more.childElementCount === 0 ? nothing : table,
    more,
  );
}

function buttons(page: Page, more: readonly HTMLElement[]): HTMLElement {
  const refresh = element("button", { type: "button", onclick: () => page.refresh() }, "Refresh");
  return element("div", { class: "bar" }, refresh, ...more);
}
