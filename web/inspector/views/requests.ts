import { element } from "../../shared/element.ts";
import type { RequestRow } from "../answers.ts";
import type { View } from "../page.ts";
import { badge } from "../parts/badge.ts";
import { servedFilters } from "../parts/filters.ts";
import { idLink } from "../parts/link.ts";
import { listView } from "../parts/list.ts";
import { moment } from "../parts/moment.ts";
import { plural } from "../parts/plural.ts";

/** The requests that are kept. */
export const requestsView: View = (page) =>
  listView<RequestRow>(page, {
    title: "Requests",
    says: "What came to the shared URLs and was let in. One that was refused for its signature, or could not be read, is not kept: it shows under Live.",
    path: "/requests",
    filters: servedFilters(page.apps),
    empty: "No request is kept. Send one to a shared URL, with `imlc send` or from the service.",
    columns: [
      { title: "Received", cell: ({ receivedAt }) => moment(receivedAt) },
      { title: "Request", cell: ({ id }) => idLink("requests", id) },
      { title: "Webhook", cell: ({ app, webhook }) => `${app}/${webhook}` },
      { title: "Sent as", cell: ({ method, bodyBytes }) => `${method}, ${plural(bodyBytes, "byte")}` },
      { title: "Came to", cell: cameTo },
    ],
  });

function cameTo({ items, failure }: RequestRow): HTMLElement {
  if (failure !== undefined) return element("span", {}, badge("failed", "red"), ` ${failure.code}`);
  return element("span", {}, items === 0 ? "no items" : plural(items, "item"));
}
