import { element } from "../../shared/element.ts";
import type { SubscriptionRow } from "../answers.ts";
import type { View } from "../page.ts";
import { badge } from "../parts/badge.ts";
import { servedFilters } from "../parts/filters.ts";
import { idLink } from "../parts/link.ts";
import { listView } from "../parts/list.ts";
import { moment } from "../parts/moment.ts";
import { ledgerTones } from "../tones.ts";
import { targetText } from "./target.ts";

/** Who subscribes to what, and whether the service knows. */
export const subscriptionsView: View = (page) =>
  listView<SubscriptionRow>(page, {
    title: "Subscriptions",
    says: "One user's use of a webhook. Its state tells whether the service knows of it.",
    path: "/subscriptions",
    filters: servedFilters(page.apps),
    empty: "Nobody subscribes. `POST /admin/apps/APP/webhooks/WEBHOOK/subscriptions` makes a subscription.",
    columns: [
      { title: "Subscription", cell: ({ id }) => idLink("subscriptions", id) },
      { title: "Connection", cell: ({ connection }) => connection },
      { title: "Webhook", cell: ({ app, webhook }) => `${app}/${webhook}` },
      { title: "State", cell: stateBadges },
      { title: "Target", cell: targetText },
      { title: "Changed", cell: ({ updatedAt }) => moment(updatedAt) },
    ],
  });

/** Its state in the ledger, and whether its deliveries wait. */
export function stateBadges({ state, disabled, failingSince, updating }: SubscriptionRow): HTMLElement {
  return element(
    "span",
    { class: "badges" },
    badge(state, ledgerTones[state]),
    updating === undefined ? undefined : badge("updating", "yellow"),
    disabled === undefined ? undefined : badge("disabled", "yellow"),
    failingSince === undefined ? undefined : badge("target fails", "red"),
  );
}
