import { itemWords } from "../../../runtime/why/words.ts";
import { element } from "../../shared/element.ts";
import type { ItemRow, OwnedDelivery, RequestRow, Why } from "../answers.ts";
import { pathOf, Refused } from "../api.ts";
import type { Page, View } from "../page.ts";
import { actionButton } from "../parts/action.ts";
import { badge } from "../parts/badge.ts";
import { facts } from "../parts/facts.ts";
import { failureText } from "../parts/failure.ts";
import { heading } from "../parts/heading.ts";
import { idLink, link } from "../parts/link.ts";
import { moment } from "../parts/moment.ts";
import { notice } from "../parts/notice.ts";
import { plural } from "../parts/plural.ts";
import { createTable } from "../parts/table.ts";
import { unownedReasons } from "../reasons.ts";
import { deliveryTones } from "../tones.ts";
import { editor } from "./edit.ts";
import { replay } from "./replay.ts";
import { story } from "./story.ts";

/** One request: what it was, what became of its items, why, and what it would be if it were sent again. */
export const requestView: View = async (page) => {
  const id = page.address.id ?? "";
  const [request, { items }] = await Promise.all([
    page.api.ask<RequestRow>(pathOf("requests", id)),
    page.api.ask<{ items: readonly ItemRow[] }>(`${pathOf("requests", id)}/items`),
  ]);
  return element(
    "section",
    {},
    heading(`Request to ${request.app}/${request.webhook}`),
    requestFacts(request),
    element("div", { class: "bar" }, actionButton(page, replayAction(page, id)), refreshButton(page)),
    itemsPart(items),
    element("h2", {}, "Why"),
    await whyPart(page, id),
    editor(page, request),
  );
};

function requestFacts({ id, receivedAt, method, path, bodyBytes, failure, headers }: RequestRow): HTMLElement {
  const lines = Object.entries(headers).map(([name, said]) => `${name}: ${said}`);
  const shown = element(
    "details",
    {},
    element("summary", {}, plural(lines.length, "header")),
    element("pre", { class: "value" }, lines.join("\n")),
  );
  return facts({
    Id: element("code", {}, id),
    Received: moment(receivedAt),
    "Sent as": `${method} ${path}, ${plural(bodyBytes, "byte")}`,
    Failed: failureText(failure),
    Headers: shown,
  });
}

function replayAction(page: Page, id: string) {
  return {
    title: "Replay as it came",
    asks: "Evaluate this request again, with the manifests as they are now? Its items are taken as those of a new request, and delivered.",
    run: () => replay(page, id, {}),
  };
}

function refreshButton(page: Page): HTMLElement {
  return element("button", { type: "button", onclick: () => page.refresh() }, "Refresh");
}

function itemsPart(items: readonly ItemRow[]): HTMLElement {
  const title = element("h2", {}, `Items (${items.length})`);
  if (items.length === 0)
    return element("div", { class: "stack" }, title, notice("Nothing was stored of this request. Below it says why."));
  const { table, append } = createTable<ItemRow>("Items", [
    { title: "Item", cell: ({ id }) => link({ view: "items", id }, id.slice(id.lastIndexOf("-") + 1)) },
    { title: "Uid", cell: ({ uid = "none" }) => uid },
    { title: "Owners and state", cell: owners },
  ]);
  append(items);
  return element("div", { class: "stack" }, title, table);
}

function owners({ reason, failure, deliveries }: ItemRow): HTMLElement {
  if (failure !== undefined) return element("div", {}, failureText(failure));
  if (reason !== undefined)
    return element(
      "div",
      {},
      badge(itemWords[reason === "platform" ? "platform" : "unowned"], "yellow"),
      ` ${unownedReasons[reason]}`,
    );
  return element("ul", { class: "bare" }, ...deliveries.map((one) => element("li", {}, ...ownedDelivery(one))));
}

function ownedDelivery({ id, state, connection, subscription, attempts }: OwnedDelivery): readonly (Node | string)[] {
  const owner = link({ view: "subscriptions", id: subscription }, connection ?? subscription);
  return [owner, " ", badge(state, deliveryTones[state]), ` ${plural(attempts, "attempt")} `, idLink("deliveries", id)];
}

async function whyPart({ api }: Page, id: string): Promise<HTMLElement> {
  try {
    return story(await api.ask<Why>(`${pathOf("requests", id)}/why`));
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return notice(error.message, "yellow");
  }
}
