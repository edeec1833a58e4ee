import { element } from "../../shared/element.ts";

/** One column: what stands above it, and what of a row stands in it. */
export interface Column<Row> {
  readonly title: string;
  readonly cell: (row: Row) => Node | string;
}

/** A table that grows; on a narrow screen each of its rows is a card. */
export interface Table<Row> {
  readonly table: HTMLTableElement;
  append(rows: readonly Row[]): void;
  /** Puts a row before all others, and lets go of those above `most`. */
  prepend(row: Row, most: number): void;
  clear(): void;
}

/** Makes a table whose name is `caption`. The roles are those it has anyway, which a screen reader forgets once rows are cards. */
export function createTable<Row>(caption: string, columns: readonly Column<Row>[]): Table<Row> {
  const heads = columns.map(({ title }) => element("th", { scope: "col", role: "columnheader" }, title));
  const body = element("tbody", { role: "rowgroup" });
  const table = element(
    "table",
    { role: "table", class: "cards" },
    element("caption", { class: "unseen" }, caption),
    element("thead", { role: "rowgroup" }, element("tr", { role: "row" }, ...heads)),
    body,
  );
  const rowOf = (row: Row): HTMLElement =>
    element(
      "tr",
      { role: "row" },
      ...columns.map(({ title, cell }) => element("td", { role: "cell", "data-label": title }, cell(row))),
    );
  return {
    table,
    append: (rows) => body.append(...rows.map(rowOf)),
    prepend(row, most) {
      body.prepend(rowOf(row));
      while (body.rows.length > most) body.deleteRow(-1);
    },
    clear: () => body.replaceChildren(),
  };
}
