import { element } from "../../shared/element.ts";
import type { DeliveryRow, Why } from "../answers.ts";
import { pathOf } from "../api.ts";
import type { Page, View } from "../page.ts";
import { actionButton } from "../parts/action.ts";
import { badge } from "../parts/badge.ts";
import { carried } from "../parts/carried.ts";
import { facts } from "../parts/facts.ts";
import { failureText } from "../parts/failure.ts";
import { heading } from "../parts/heading.ts";
import { idLink } from "../parts/link.ts";
import { moment } from "../parts/moment.ts";
import { triesTable } from "../parts/tries.ts";
import { deliveryTones } from "../tones.ts";
import { redriveOne } from "./redrive.ts";
import { story } from "./story.ts";

/** One delivery: what it carries, the attempts at it, and why it is there. */
export const deliveryView: View = async (page) => {
  const id = page.address.id ?? "";
  const delivery = await page.api.ask<DeliveryRow>(pathOf("deliveries", id));
  return element(
    "section",
    {},
    heading(`Delivery to ${delivery.app}/${delivery.webhook}, uid ${delivery.uid}`),
    deliveryFacts(delivery),
    delivery.state === "dead" ? element("div", { class: "bar" }, actionButton(page, redriveOne(page, id))) : undefined,
    element("h2", {}, "Attempts"),
    delivery.tries.length === 0 ? element("p", { class: "quiet" }, "None yet.") : triesTable(delivery.tries),
    carried({ ...delivery, isOwned: true }),
    element("h2", {}, "Why"),
    await whyPart(page, id),
  );
};

function deliveryFacts({
  id,
  state,
  request,
  subscription,
  createdAt,
  due,
  attempts,
  failure,
}: DeliveryRow): HTMLElement {
  return facts({
    Id: element("code", {}, id),
    State: badge(state, deliveryTones[state]),
    Request: idLink("requests", request),
    Subscription: idLink("subscriptions", subscription),
    Created: moment(createdAt),
    "Next attempt": state === "pending" && attempts > 0 ? moment(due) : undefined,
    Attempts: attempts,
    Failed: failureText(failure),
  });
}

async function whyPart({ api }: Page, id: string): Promise<HTMLElement> {
  return story(await api.ask<Why>(`${pathOf("deliveries", id)}/why`));
}
