import { element, sentence } from "../../shared/element.ts";
import type { CallName, CallOutcome, Exchange } from "../playground.ts";
import { prettyJson } from "../pretty.ts";
import { type Lamp, lit, placeButton } from "./lamp.ts";

/** One call of the service: what became of it, and what the service answers. */
export interface CallBox {
  readonly box: HTMLElement;
  /** Shows what became of it, and what the service answers: `written`, or what fits if that is undefined. */
  show(outcome: CallOutcome, written: string | undefined, lamp: Lamp): void;
}

/** How people call the calls. */
export const titles: Readonly<Record<CallName, string>> = {
  connection: "Connection",
  attach: "Attach",
  update: "Update",
  detach: "Detach",
};

/** Makes the box of a call; `onWrite` is told of other answers, undefined for those that fit. */
export function createCallBox(call: CallName, onWrite: (answers: string | undefined) => void): CallBox {
  const title = titles[call];
  const head = element("div", { class: "bar" });
  const told = element("div", { class: "told-call" });
  const answers = element("textarea", { id: `answers-${call}`, rows: 6, spellcheck: "false" });
  const fitting = element("button", { type: "button", onclick: () => onWrite(undefined) }, "Answer what fits");
  const label = element(
    "label",
    { class: "field", for: answers.id },
    `Answers to ${call}, one for each request, as JSON`,
  );
  const script = element(
    "details",
    {},
    element("summary", {}, "What the service answers", element("span", { class: "unseen" }, ` to ${call}`)),
    label,
    answers,
    element("p", { class: "quiet about" }, sentence(ABOUT)),
    fitting,
  );
  answers.addEventListener("input", () => onWrite(answers.value));
  const box = element(
    "section",
    { class: "call", id: `call-${call}`, "aria-label": `Call: ${title}` },
    head,
    told,
    script,
  );
  return {
    box,
    show(outcome, written, lamp) {
      const { tone, exchanges, said, advice, kept, place } = outcome;
      const badge = element("span", { class: `badge ${tone}` }, marks[tone]);
      head.replaceChildren(element("h3", {}, placeButton(title, place, lamp), " ", badge));
      told.replaceChildren(
        element("ol", { class: "steps" }, ...exchanges.map((exchange) => exchangeOf(exchange, lamp))),
        lit(element("p", { class: tone === "bad" ? "bad" : "" }, sentence(said)), place, lamp),
        ...(advice === undefined ? [] : [element("p", { class: "advice" }, sentence(advice))]),
        ...kept.map(keptOf),
      );
      fitting.disabled = written === undefined;
      const text = written ?? outcome.fitting;
      if (answers.value === text) return;
      answers.value = text;
      answers.rows = Math.min(14, Math.max(3, text.split("\n").length));
    },
  };
}

function exchangeOf({ method, url, headers, body, status, place }: Exchange, lamp: Lamp): HTMLLIElement {
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\n`);
  const content = body === "" ? "" : `\n${prettyJson(body)}`;
  const answered =
    status === undefined
      ? element("p", { class: "bad" }, "There was no answer.")
      : element("p", {}, "The service answers ", element("strong", {}, String(status)), ".");
  return lit(
    element(
      "li",
      { class: "step" },
      placeButton(`${method} ${url}`, place, lamp),
      element("pre", {}, `${lines.join("")}${content}`),
      answered,
    ),
    place,
    lamp,
  );
}

function keptOf({ name, value }: CallOutcome["kept"][number]): HTMLElement {
  return element(
    "div",
    { class: "kept" },
    element("p", {}, element("code", {}, name), " is kept:"),
    element("pre", { class: "value" }, prettyJson(value)),
  );
}

const marks = { good: "done", bad: "failed", "": "not made" } as const;

const ABOUT = "Each has `status`, `headers` and `body`; `fails` with `timeout` or `connection-failed` is no answer.";
