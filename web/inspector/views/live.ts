import { eventsIn, eventTones, type ToldEvent } from "../../../runtime/event-stream.ts";
import { eventStates } from "../../../runtime/events.ts";
import { element } from "../../shared/element.ts";
import { Refused, withQuery } from "../api.ts";
import type { Page, View } from "../page.ts";
import { badge } from "../parts/badge.ts";
import { filterForm, servedFilters } from "../parts/filters.ts";
import { heading } from "../parts/heading.ts";
import { idLink } from "../parts/link.ts";
import { moment } from "../parts/moment.ts";
import { plural } from "../parts/plural.ts";
import { createTable, type Table } from "../parts/table.ts";

/** What happens, as it happens; nothing of it is kept. */
export const liveView: View = async (page) => {
  const status = element("p", { class: "quiet", role: "status" }, "Connecting …");
  const events = createTable<ToldEvent>("Events, the newest first", columns);
  const follow = following(events, status);
  const pause = element("button", { type: "button", "aria-pressed": "false" }, "Pause");
  pause.addEventListener("click", () => {
    const isPaused = follow.toggle();
    pause.setAttribute("aria-pressed", String(isPaused));
    pause.textContent = isPaused ? "Go on" : "Pause";
  });
  const clear = element("button", { type: "button", onclick: events.clear }, "Clear");
  void listen(page, follow);
  return element(
    "section",
    {},
    heading("Live", "What happens to requests, items and deliveries, from now on. Nothing is kept here."),
    element(
      "div",
      { class: "bar spread" },
      filterForm(page, filters(page)),
      element("div", { class: "bar" }, pause, clear),
    ),
    status,
    events.table,
  );
};

function filters(page: Page) {
  return [
    { name: "state", title: "State", choices: eventStates },
    ...servedFilters(page.apps),
    { name: "uid", title: "Uid" },
  ];
}

const columns = [
  { title: "At", cell: ({ at }: ToldEvent) => moment(at) },
  { title: "State", cell: ({ state }: ToldEvent) => badge(state, eventTones[state]) },
  { title: "Webhook", cell: ({ app, webhook }: ToldEvent) => (app === undefined ? "" : `${app}/${webhook}`) },
  { title: "Uid", cell: ({ uid = "" }: ToldEvent) => uid },
  { title: "Request", cell: ({ request }: ToldEvent) => idLink("requests", request) },
  { title: "Delivery", cell: ({ delivery }: ToldEvent) => idLink("deliveries", delivery) },
  { title: "Says", cell: said },
];

function said({ status, code, count }: ToldEvent): string {
  const all = [
    status === undefined ? "" : `answered ${status}`,
    code ?? "",
    count === undefined ? "" : `${plural(count, "event")} not told`,
  ];
  return all.filter((one) => one !== "").join(", ");
}

/** The newest ones. */
const MOST_SHOWN = 200;

interface Following {
  hear(event: ToldEvent): void;
  say(text: string): void;
  toggle(): boolean;
}

function following({ prepend }: Table<ToldEvent>, status: HTMLElement): Following {
  let isPaused = false;
  let missed = 0;
  return {
    hear(event) {
      if (isPaused) missed += 1;
      else prepend(event, MOST_SHOWN);
      if (isPaused) status.textContent = `Paused; ${plural(missed, "event")} passed by.`;
    },
    say(text) {
      if (!isPaused) status.textContent = text;
    },
    toggle() {
      isPaused = !isPaused;
      missed = 0;
      status.textContent = isPaused ? "Paused." : FOLLOWING;
      return isPaused;
    },
  };
}

const FOLLOWING = "Following.";

/** Follows until the view is left, again and again where the connection breaks off. */
async function listen({ api, address, signal }: Page, { hear, say }: Following): Promise<void> {
  for (let wait = SHORTEST; !signal.aborted; wait = Math.min(2 * wait, LONGEST)) {
    let why = "The connection broke off.";
    try {
      const response = await api.open(withQuery("/events", address.query), signal);
      say(FOLLOWING);
      wait = SHORTEST;
      for await (const event of eventsIn(response.body)) hear(event);
    } catch (error) {
      if (signal.aborted) return;
      if (!(error instanceof Refused)) throw error;
      if (error.status === 400) return say(error.message);
      why = error.message;
    }
    say(`${why} Trying again in ${plural(wait / 1_000, "second")}.`);
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
}

/** Milliseconds between two tries. */
const SHORTEST = 1_000;
const LONGEST = 16_000;
