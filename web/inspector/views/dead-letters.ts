import { element } from "../../shared/element.ts";
import type { DeadLetterRow } from "../answers.ts";
import type { Page, View } from "../page.ts";
import { actionButton } from "../parts/action.ts";
import { badge } from "../parts/badge.ts";
import { servedFilters } from "../parts/filters.ts";
import { idLink, link } from "../parts/link.ts";
import { listView } from "../parts/list.ts";
import { moment } from "../parts/moment.ts";
import { redriveAll, redriveOne } from "./redrive.ts";

/** Items that could not be evaluated, and deliveries that were given up. */
export const deadLettersView: View = (page) => {
  // Uids are no filter of what redrives many.
  const isByUid = page.address.query.uid !== undefined;
  return listView<DeadLetterRow>(page, {
    title: "Dead letters",
    says: "Deliveries that were given up can be put back into their lanes; of an item that could not be evaluated, the request can be replayed once the manifest is mended.",
    path: "/dead-letters",
    filters: [
      ...servedFilters(page.apps),
      { name: "uid", title: "Uid" },
      { name: "subscription", title: "Subscription" },
    ],
    empty: "Nothing was given up.",
    buttons: isByUid ? [] : [actionButton(page, redriveAll(page))],
    columns: [
      { title: "At", cell: ({ at }) => moment(at) },
      { title: "Letter", cell: ({ id }) => idLink("dead-letters", id) },
      { title: "Webhook", cell: ({ app, webhook }) => `${app}/${webhook}` },
      { title: "Uid", cell: ({ uid = "none" }) => uid },
      { title: "Why", cell: ({ failure: { code, message } }) => element("div", {}, badge(code, "red"), ` ${message}`) },
      { title: "Do", cell: (letter) => remedy(page, letter) },
    ],
  });
};

function remedy(page: Page, { id, delivery, request }: DeadLetterRow): HTMLElement {
  if (delivery === undefined) return link({ view: "requests", id: request }, "To its request");
  const button = actionButton(page, redriveOne(page, id));
  button.setAttribute("aria-label", `Redrive ${id}`);
  return button;
}
