import type { Address } from "./address.ts";
import type { View } from "./page.ts";
import { connectionsView } from "./views/connections.ts";
import { deadLetterView } from "./views/dead-letter.ts";
import { deadLettersView } from "./views/dead-letters.ts";
import { deliveriesView } from "./views/deliveries.ts";
import { deliveryView } from "./views/delivery.ts";
import { itemView } from "./views/item.ts";
import { liveView } from "./views/live.ts";
import { planView } from "./views/plan.ts";
import { requestView } from "./views/request.ts";
import { requestsView } from "./views/requests.ts";
import { subscriptionView } from "./views/subscription.ts";
import { subscriptionsView } from "./views/subscriptions.ts";
import { unownedItemView, unownedView } from "./views/unowned.ts";

/** A view by its name in an address: of all, and of one. */
interface Views {
  /** What it is called in the navigation; absent: it is not there. */
  readonly title?: string;
  readonly all?: View;
  readonly one?: View;
}

/** All views, in the order of the navigation; the first is the one that is opened. */
export const views: Readonly<Record<string, Views>> = {
  live: { title: "Live", all: liveView },
  requests: { title: "Requests", all: requestsView, one: requestView },
  items: { one: itemView },
  deliveries: { title: "Deliveries", all: deliveriesView, one: deliveryView },
  "dead-letters": { title: "Dead letters", all: deadLettersView, one: deadLetterView },
  unowned: { title: "Unowned", all: unownedView, one: unownedItemView },
  connections: { title: "Connections", all: connectionsView },
  subscriptions: { title: "Subscriptions", all: subscriptionsView, one: subscriptionView },
  plan: { title: "Compare", all: planView },
};

/** The view of an address; undefined if there is none. */
export function viewOf({ view, id }: Address): View | undefined {
  const found = Object.hasOwn(views, view) ? views[view] : undefined;
  return id === undefined ? found?.all : found?.one;
}
