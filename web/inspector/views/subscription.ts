import { element } from "../../shared/element.ts";
import type { SubscriptionRow } from "../answers.ts";
import { pathOf, Refused } from "../api.ts";
import type { Page, View } from "../page.ts";
import { type Action, actionButton } from "../parts/action.ts";
import { facts } from "../parts/facts.ts";
import { failureText } from "../parts/failure.ts";
import { heading } from "../parts/heading.ts";
import { link } from "../parts/link.ts";
import { moment } from "../parts/moment.ts";
import { notice } from "../parts/notice.ts";
import { value } from "../parts/value.ts";
import { stateBadges } from "./subscriptions.ts";
import { targetText } from "./target.ts";

/** One subscription, with what can be done about it. */
export const subscriptionView: View = async (page) => {
  const id = page.address.id ?? "";
  const subscription = await page.api.ask<SubscriptionRow>(pathOf("subscriptions", id));
  const { app, webhook, connection, note, parameters } = subscription;
  return element(
    "section",
    {},
    heading(`Subscription of ${connection} to ${app}/${webhook}`),
    note === undefined ? undefined : notice(note, "yellow"),
    subscriptionFacts(subscription),
    element("div", { class: "bar" }, ...actions(page, subscription).map((one) => actionButton(page, one))),
    element("h2", {}, "Parameters"),
    value(parameters, "Parameters"),
    element("h2", {}, "What came of it"),
    element(
      "ul",
      {},
      element("li", {}, link({ view: "deliveries", query: { subscription: id } }, "Its deliveries")),
      element("li", {}, link({ view: "dead-letters", query: { subscription: id } }, "Its dead letters")),
    ),
  );
};

function subscriptionFacts(subscription: SubscriptionRow): HTMLElement {
  const { id, failure, disabled, failingSince, retryAt, expires, renewAt, createdAt, updatedAt } = subscription;
  return facts({
    Id: element("code", {}, id),
    State: stateBadges(subscription),
    Failed: failureText(failure),
    "Tried again": moment(retryAt),
    Disabled: disabled,
    "Target fails since": moment(failingSince),
    Target: targetText(subscription),
    "Known to the service until": moment(expires),
    "Renewed at": moment(renewAt),
    Created: moment(createdAt),
    Changed: moment(updatedAt),
  });
}

function actions(
  page: Page,
  { id, connection, webhook, state, failure, disabled }: SubscriptionRow,
): readonly Action[] {
  const path = pathOf("subscriptions", id);
  const retry: Action = {
    title: state === "attach-failed" ? "Attach again" : "Try again now",
    run: () => changed(page, `${path}/retry`, "POST"),
  };
  const detach: Action = {
    title: state === "detach-failed" ? "Detach again" : "Detach",
    asks: `End the subscription of \`${connection}\` to \`${webhook}\`? The service is told to forget it, and what still waits becomes dead letters.`,
    run: () => changed(page, path, "DELETE"),
  };
  const enable: Action = {
    title: disabled === undefined ? "Disable" : "Enable",
    run: () => changed(page, path, "PATCH", { disabled: disabled === undefined }),
  };
  switch (state) {
    case "detached":
      return [];
    case "detaching":
      return [retry];
    case "detach-failed":
      return [detach];
    case "attaching":
    case "attach-failed":
      return [retry, detach];
    case "attached":
      return [...(failure === undefined ? [] : [retry]), enable, detach];
  }
}

/** Does it; a failure of the service is told in its words. */
async function changed(
  { api }: Page,
  path: string,
  method: "POST" | "PATCH" | "DELETE",
  body?: object,
): Promise<string> {
  const { state, disabled, failure } = await api.ask<SubscriptionRow>(path, { method, body });
  if (failure !== undefined) throw new Refused(202, `Not yet: ${failure.message} It is tried again.`, undefined);
  return `The subscription is ${state}${disabled === undefined ? "" : ", and its deliveries wait"}.`;
}
