import { element } from "../../shared/element.ts";
import type { DeadLetterRow } from "../answers.ts";
import { pathOf } from "../api.ts";
import type { View } from "../page.ts";
import { actionButton } from "../parts/action.ts";
import { carried } from "../parts/carried.ts";
import { facts } from "../parts/facts.ts";
import { failureText } from "../parts/failure.ts";
import { heading } from "../parts/heading.ts";
import { idLink } from "../parts/link.ts";
import { moment } from "../parts/moment.ts";
import { triesTable } from "../parts/tries.ts";
import { redriveOne } from "./redrive.ts";

/** One dead letter. */
export const deadLetterView: View = async (page) => {
  const id = page.address.id ?? "";
  const letter = await page.api.ask<DeadLetterRow>(pathOf("dead-letters", id));
  const { app, webhook, delivery, tries } = letter;
  return element(
    "section",
    {},
    heading(`Dead letter of ${app}/${webhook}`),
    letterFacts(letter),
    delivery === undefined
      ? undefined
      : element("div", { class: "bar" }, actionButton(page, { ...redriveOne(page, id), after: toDelivery(delivery) })),
    tries.length === 0 ? undefined : element("div", {}, element("h2", {}, "Attempts"), triesTable(tries)),
    carried({ ...letter, isOwned: true }),
  );
};

/** Once it is put back, the letter is no more. */
function toDelivery(delivery: string): () => void {
  return () => {
    location.hash = `#/deliveries/${encodeURIComponent(delivery)}`;
  };
}

function letterFacts({ id, at, uid, request, subscription, delivery, failure }: DeadLetterRow): HTMLElement {
  return facts({
    Id: element("code", {}, id),
    Since: moment(at),
    Uid: uid,
    Why: failureText(failure),
    Request: idLink("requests", request),
    Delivery: idLink("deliveries", delivery),
    Subscription: idLink("subscriptions", subscription),
  });
}
