import { itemTones, itemWords, requestWords } from "../../../runtime/why/words.ts";
import { element, sentence } from "../../shared/element.ts";
import type { Why } from "../answers.ts";
import { badge } from "../parts/badge.ts";
import { plural } from "../parts/plural.ts";

type Step = Why["steps"][number];
type Item = Why["items"][number];

/** The story of a request, step by step, and of its items. */
export function story({ outcome, status, steps, items, more }: Why): HTMLElement {
  return element(
    "div",
    { class: "story" },
    element(
      "p",
      {},
      badge(requestWords[outcome], outcome === "failed" || outcome === "unreadable" ? "red" : "plain"),
      ` answered ${status}`,
    ),
    stepList("Steps of the request", steps),
    ...items.map((item, index) => itemStory(item, index === 0)),
    more === undefined
      ? undefined
      : element(
          "p",
          { class: "quiet" },
          `${plural(more, "more item")}: each has a story of its own, behind its number above.`,
        ),
  );
}

function itemStory({ number, uid, outcome, steps }: Item, isOpen: boolean): HTMLElement {
  const named = `Item ${number}${uid === undefined ? "" : `, uid ${uid}`} `;
  return element(
    "details",
    { open: isOpen, class: "panel" },
    element("summary", {}, named, badge(itemWords[outcome], itemTones[outcome])),
    stepList(`Steps of item ${number}`, steps),
  );
}

function stepList(label: string, steps: readonly Step[]): HTMLElement {
  return element("ol", { class: "steps", "aria-label": label }, ...steps.map(step));
}

function step({ stage, place, gave, reads = [], said, advice }: Step): HTMLElement {
  return element(
    "li",
    {},
    element("span", { class: "stage" }, stage),
    element(
      "div",
      {},
      element("p", {}, sentence(said)),
      place === undefined ? undefined : element("p", { class: "quiet" }, "at ", element("code", {}, place)),
      ...reads.map(({ path, value = "nothing" }) => known([element("code", {}, path), " is "], value)),
      gave === undefined ? undefined : known(["it gave "], gave),
      advice === undefined
        ? undefined
        : element("p", { class: "advice" }, element("strong", {}, "What to do: "), sentence(advice)),
    ),
  );
}

function known(what: readonly (Node | string)[], value: string): HTMLElement {
  return element("p", { class: "known" }, ...what, element("span", { class: "mono" }, value));
}
