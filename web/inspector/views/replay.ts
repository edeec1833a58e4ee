import { hrefOf } from "../address.ts";
import type { Replayed } from "../answers.ts";
import { pathOf } from "../api.ts";
import type { Page } from "../page.ts";

/** What is changed of a request before it is evaluated again. */
export interface Edits {
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Has a request evaluated again, goes to the new one, and answers what came of it. */
export async function replay({ api }: Pick<Page, "api">, id: string, edits: Edits): Promise<string> {
  const { request, items } = await api.ask<Replayed>(`${pathOf("requests", id)}/replay`, {
    method: "POST",
    body: edits,
  });
  location.hash = hrefOf({ view: "requests", id: request });
  const counts = Object.entries(items).flatMap(([outcome, count]) => (count === 0 ? [] : [`${count} ${outcome}`]));
  const known =
    items.duplicate === 0
      ? ""
      : " A duplicate is an item whose dedupe key was taken before: edit what the key is made of.";
  return `Replayed as a new request: ${counts.length === 0 ? "no items" : counts.join(", ")}.${known}`;
}
