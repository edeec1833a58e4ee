import type { Page } from "../engine/engine.ts";
import { RuntimeError } from "../errors.ts";
import type { Answer, Call, Route } from "./route.ts";

/** A route that lists rows, newest first, a page at a time. `filters` are further query parameters, given on as text. */
export function listRoute<Row extends { readonly seq?: number }>(
  path: string,
  summary: string,
  filters: Readonly<Record<string, string>>,
  read: (page: Page, filters: Readonly<Record<string, string>>) => Promise<readonly Row[]>,
  view: (row: Row) => object,
): Route {
  return {
    method: "GET",
    path,
    summary,
    query: {
      limit: `How many rows, at most ${MAX_LIMIT}; default ${DEFAULT_LIMIT}.`,
      before: "The `next` of the page before.",
      ...filters,
    },
    answers: { 200: "A page: `items`, and `next` if there may be more.", 400: "A query parameter is not understood." },
    handle: (call) => listed(call, read, view),
  };
}

const DEFAULT_LIMIT = 50;
const MAX_LIMIT = 500;

async function listed<Row extends { readonly seq?: number }>(
  { query: { limit, before, ...filters } }: Call,
  read: (page: Page, filters: Readonly<Record<string, string>>) => Promise<readonly Row[]>,
  view: (row: Row) => object,
): Promise<Answer> {
  const page = {
    limit: numberOf("limit", limit, MAX_LIMIT) ?? DEFAULT_LIMIT,
    before: numberOf("before", before, Number.MAX_SAFE_INTEGER),
  };
  const rows = await read(page, filters);
  return {
    status: 200,
    body: { items: rows.map(view), next: rows.length < page.limit ? undefined : rows.at(-1)?.seq },
  };
}

function numberOf(name: string, text: string | undefined, most: number): number | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  if (/^\d+$/.test(text) && number >= 1 && number <= most) return number;
  throw new RuntimeError("query-number", 400, `\`${name}\` must be an integer from 1 to ${most}.`);
}
