import { element, sentence } from "../../shared/element.ts";
import type { Delivery, Outcome, OutcomeItem, OutcomeReply, OutcomeStep } from "../playground.ts";
import { prettyJson } from "../pretty.ts";
import { type Lamp, lit, placeButton } from "./lamp.ts";

/** Shows what became of a request: its steps, its items, and the reply. */
export function showOutcome(pane: HTMLElement, outcome: Outcome, lamp: Lamp): void {
  pane.replaceChildren(...partsOf(outcome, lamp));
}

/** The status of the reply, and whether all is well. */
export function noteOf(outcome: Outcome): readonly [text: string, tone: string] {
  if (outcome.kind === "not-run") return ["", ""];
  const { status } = outcome.reply;
  return [String(status), status >= 400 ? "bad" : "good"];
}

/** The outcome in one sentence, for those who do not see the page change. */
export function saidOf(outcome: Outcome): string {
  if (outcome.kind === "not-run") return outcome.said;
  const { items, more, reply } = outcome;
  const owners = new Set(items.flatMap(({ deliveries }) => deliveries.map(({ owner }) => owner)));
  const count = items.length + more;
  return `Status ${reply.status}, ${count} ${count === 1 ? "item" : "items"}, ${owners.size} ${owners.size === 1 ? "owner" : "owners"}.`;
}

function partsOf(outcome: Outcome, lamp: Lamp): readonly HTMLElement[] {
  if (outcome.kind === "not-run") return [element("p", { class: "empty" }, sentence(outcome.said))];
  const { steps, items, more, reply } = outcome;
  return [
    element(
      "ol",
      { class: "steps" },
      ...steps.map((step) => stepOf(step, lamp)),
      ...items.map((item) => itemOf(item, lamp)),
    ),
    ...(more > 0 ? [element("p", { class: "empty" }, `There are ${more} items more.`)] : []),
    replyOf(reply, lamp),
  ];
}

function stepOf(step: OutcomeStep, lamp: Lamp): HTMLLIElement {
  const { stage, said, advice, gave, reads, place } = step;
  return lit(
    element(
      "li",
      { class: "step" },
      placeButton(stage, place, lamp),
      element("p", {}, sentence(said)),
      reads.length === 0 ? undefined : readsOf(reads),
      gave === undefined ? undefined : valueBox(gave),
      advice === undefined ? undefined : element("p", { class: "advice" }, sentence(advice)),
    ),
    place,
    lamp,
  );
}

function readsOf(reads: OutcomeStep["reads"]): HTMLElement {
  const rows = reads.map(({ path, value }) =>
    element("li", {}, element("code", {}, path), value === undefined ? " is not there" : " is ", shortOf(value)),
  );
  return element("ul", { class: "reads" }, ...rows);
}

function shortOf(value: string | undefined): HTMLElement | undefined {
  return value === undefined ? undefined : element("code", {}, value.length > 80 ? `${value.slice(0, 80)}…` : value);
}

function itemOf({ number, uid, outcome, steps, deliveries }: OutcomeItem, lamp: Lamp): HTMLLIElement {
  const fate = fateOf(outcome, deliveries);
  const title = uid === undefined ? `Item ${number}` : `Item ${number}, uid ${uid}`;
  return element(
    "li",
    { class: "item" },
    element("h3", {}, title, " ", element("span", { class: `badge ${fate.tone}` }, fate.text)),
    element("ol", { class: "steps" }, ...steps.map((step) => stepOf(step, lamp))),
    ...deliveries.map(deliveryOf),
  );
}

function fateOf(outcome: string, deliveries: readonly Delivery[]): { readonly text: string; readonly tone: string } {
  switch (outcome) {
    case "evaluated": {
      const names = deliveries.filter(({ kind }) => kind === "bundle").map(({ owner }) => owner);
      if (names.length > 0) return { text: `for ${names.join(", ")}`, tone: "good" };
      return deliveries.length > 0
        ? { text: "for nobody", tone: "warn" }
        : { text: "nobody has this uid", tone: "warn" };
    }
    case "unowned":
      return { text: "without a uid", tone: "warn" };
    case "platform":
      return { text: "of the app itself", tone: "" };
    case "left-out":
      return { text: "left out", tone: "" };
    default:
      return { text: outcome, tone: "bad" };
  }
}

function deliveryOf(delivery: Delivery): HTMLElement {
  switch (delivery.kind) {
    case "bundle":
      return element(
        "div",
        { class: "delivery" },
        element("p", {}, `${delivery.owner} gets`),
        valueBox(delivery.bundle),
      );
    case "skipped":
      return element("p", { class: "delivery" }, sentence(`\`condition\` leaves it out for ${delivery.owner}.`));
    case "failed":
      return element("p", { class: "delivery bad" }, sentence(`It failed for ${delivery.owner}: ${delivery.said}`));
  }
}

function replyOf({ status, headers, body, place }: OutcomeReply, lamp: Lamp): HTMLElement {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\n`);
  const box = element(
    "section",
    { class: "step reply", "aria-label": "Reply" },
    placeButton("reply", place, lamp),
    element("p", {}, "The service is answered ", element("strong", { class: "status" }, String(status)), "."),
    element("pre", {}, `${lines.join("")}${body === "" ? "" : `\n${body}`}`),
  );
  return lit(box, place, lamp);
}

function valueBox(json: string): HTMLElement {
  return element("pre", { class: "value" }, prettyJson(json));
}
