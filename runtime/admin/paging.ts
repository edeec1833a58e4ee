import type { Page } from "../engine/engine.ts";
import { RuntimeError } from "../errors.ts";
import { integer, list, type NamedShape, named, object, optional } from "./answer-shape.ts";
import type { Answer, Call, JsonRoute } from "./route.ts";

/**
 * A route that lists rows, newest first, a page at a time. `filters` are further query parameters, given on as text. `keep`
 * says which of the rows that `read` finds are meant, where the store has no index for it; a page then looks at 10,000 of
 * them at most, in parts, so that nothing else waits for long.
 */
export function listRoute<Row extends { readonly seq?: number }, View>(
  path: string,
  summary: string,
  filters: Filters,
  read: Read<Row>,
  shown: { readonly shape: NamedShape<View>; readonly view: (row: Row) => View },
  keep?: (row: Row, filters: Filters) => boolean,
): JsonRoute<PageView<View>> {
  return {
    method: "GET",
    path,
    summary,
    query: {
      limit: `How many rows, at most ${MAX_LIMIT}; default ${DEFAULT_LIMIT}.`,
      before: "The `next` of the page before.",
      ...filters,
    },
    answers: {
      200: "A page: `items`, and `next` if there may be more, even where `items` are few.",
      400: "A query parameter is not understood.",
    },
    answer: pageOf(shown.shape),
    handle: (call) => listed(call, read, shown.view, keep),
  };
}

/** A part of a list; `next` is the `before` of the part after it. */
export interface PageView<View> {
  readonly items: readonly View[];
  readonly next?: number;
}

function pageOf<View>(row: NamedShape<View>): NamedShape<PageView<View>> {
  return named(
    `${row.name}Page`,
    object<PageView<View>>({
      items: list(row),
      next: optional(integer("The `before` of the next page, if there may be one.")),
    }),
  );
}

/** Query parameters: what each says, or what was given. */
type Filters = Readonly<Record<string, string>>;

type Read<Row> = (page: Page, filters: Filters) => Promise<readonly Row[]>;

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 500;

async function listed<Row extends { readonly seq?: number }, View>(
  { query: { limit, before, ...filters } }: Call,
  read: Read<Row>,
  view: (row: Row) => View,
  keep: ((row: Row, filters: Filters) => boolean) | undefined,
): Promise<Answer<PageView<View>>> {
  const page = {
    limit: numberOf("limit", limit, MAX_LIMIT) ?? DEFAULT_LIMIT,
    before: numberOf("before", before, Number.MAX_SAFE_INTEGER),
  };
  const { rows, next } =
    keep === undefined || Object.keys(filters).length === 0
      ? await readPage(page, (one) => read(one, filters))
      : await search(
          page,
          (one) => read(one, filters),
          (row) => keep(row, filters),
        );
  return { status: 200, body: { items: rows.map(view), next } };
}

interface Found<Row> {
  readonly rows: readonly Row[];
  readonly next: number | undefined;
}

async function readPage<Row extends { readonly seq?: number }>(
  page: Page,
  read: (page: Page) => Promise<readonly Row[]>,
): Promise<Found<Row>> {
  const rows = await read(page);
  return { rows, next: rows.length < page.limit ? undefined : rows.at(-1)?.seq };
}

async function search<Row extends { readonly seq?: number }>(
  { limit, before: start }: Page,
  read: (page: Page) => Promise<readonly Row[]>,
  keep: (row: Row) => boolean,
): Promise<Found<Row>> {
  const kept: Row[] = [];
  let before = start;
  for (let looked = 0; looked < MOST_LOOKED_AT; looked += MAX_LIMIT) {
    const { rows, next } = await readPage({ limit: MAX_LIMIT, before }, read);
    kept.push(...rows.filter(keep));
    if (kept.length >= limit && (next !== undefined || kept.length > limit))
      return { rows: kept.slice(0, limit), next: kept[limit - 1]?.seq };
    if (next === undefined) return { rows: kept, next };
    before = next;
  }
  return { rows: kept, next: before };
}

const MOST_LOOKED_AT = 10_000;

/** A whole number of a query, from 1 to `most`; throws a `RuntimeError` (400) if it is anything else. */
function numberOf(name: string, text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= 1 && number <= most) return number;
  throw new RuntimeError("query-number", 400, `\`${name}\` must be an integer from 1 to ${most}.`);
}
