import type { DeliveryRow } from "../answers.ts";
import type { View } from "../page.ts";
import { badge } from "../parts/badge.ts";
import { servedFilters } from "../parts/filters.ts";
import { idLink } from "../parts/link.ts";
import { listView } from "../parts/list.ts";
import { moment } from "../parts/moment.ts";
import { deliveryTones } from "../tones.ts";

/** The deliveries that are kept. */
export const deliveriesView: View = (page) =>
  listView<DeliveryRow>(page, {
    title: "Deliveries",
    says: "One for each item and subscription; those of a subscription go out in order.",
    path: "/deliveries",
    filters: [
      { name: "state", title: "State", choices: Object.keys(deliveryTones) },
      ...servedFilters(page.apps),
      { name: "uid", title: "Uid" },
      { name: "subscription", title: "Subscription" },
    ],
    empty: "There is no delivery yet: no item has had an owner.",
    columns: [
      { title: "Created", cell: ({ createdAt }) => moment(createdAt) },
      { title: "Delivery", cell: ({ id }) => idLink("deliveries", id) },
      { title: "State", cell: ({ state }) => badge(state, deliveryTones[state]) },
      { title: "Webhook", cell: ({ app, webhook }) => `${app}/${webhook}` },
      { title: "Uid", cell: ({ uid }) => uid },
      { title: "Subscription", cell: ({ subscription }) => idLink("subscriptions", subscription) },
      { title: "Attempts", cell: ({ attempts }) => String(attempts) },
      { title: "Last failure", cell: ({ failure }) => failure?.code ?? "" },
    ],
  });
