import { element } from "../../shared/element.ts";
import type { UnownedRow } from "../answers.ts";
import { pathOf } from "../api.ts";
import type { View } from "../page.ts";
import { badge } from "../parts/badge.ts";
import { carried } from "../parts/carried.ts";
import { facts } from "../parts/facts.ts";
import { servedFilters } from "../parts/filters.ts";
import { heading } from "../parts/heading.ts";
import { idLink, link } from "../parts/link.ts";
import { listView } from "../parts/list.ts";
import { moment } from "../parts/moment.ts";
import { unownedReasons } from "../reasons.ts";

/** Items that are nobody's. */
export const unownedView: View = (page) =>
  listView<UnownedRow>(page, {
    title: "Unowned",
    says: "Items that were stored and reach nobody, with the reason as it was when they came.",
    path: "/unowned",
    filters: [...servedFilters(page.apps), { name: "uid", title: "Uid" }],
    empty: "Every item that was stored has an owner.",
    columns: [
      { title: "At", cell: ({ at }) => moment(at) },
      { title: "Item", cell: ({ id }) => idLink("unowned", id) },
      { title: "Webhook", cell: ({ app, webhook }) => `${app}/${webhook}` },
      { title: "Uid", cell: ({ uid = "none" }) => uid },
      { title: "Why", cell: ({ reason }) => badge(unownedReasons[reason], reason === "platform" ? "plain" : "yellow") },
      { title: "Request", cell: ({ request }) => idLink("requests", request) },
    ],
  });

/** One of them. */
export const unownedItemView: View = async ({ api, address: { id = "" } }) => {
  const item = await api.ask<UnownedRow>(pathOf("unowned", id));
  return element(
    "section",
    {},
    heading(`Unowned item of ${item.app}/${item.webhook}`),
    facts({
      Id: element("code", {}, id),
      Came: moment(item.at),
      Uid: item.uid,
      Why: unownedReasons[item.reason],
      Request: idLink("requests", item.request),
      Story: link({ view: "items", id }, "Why it is nobody's"),
    }),
    carried({ ...item, isOwned: false }),
  );
};
