import { element, sentence } from "../../shared/element.ts";
import { type CallName, type CallOutcome, callNames, type Owner, type ScriptedService } from "../playground.ts";
import { createCallBox, titles } from "./call-box.ts";
import type { Lamp } from "./lamp.ts";

/** Where the calls of the service are tried. */
export interface CallsPane {
  service(): ScriptedService;
  /** Begins with what stands where the service would. */
  begin(service: ScriptedService): void;
  show(outcomes: readonly CallOutcome[], owners: readonly Owner[], lamp: Lamp): void;
  /** Keeps to a call: scrolls to it now, and once it is there if it is not yet; undefined: to none. */
  follow(call: CallName | undefined): void;
}

/** Makes the pane; `onChange` is told when other answers, or another user, are wanted. */
export function createCallsPane(pane: HTMLElement, onChange: () => void): CallsPane {
  let scripted: ScriptedService = { user: "", answers: {} };
  let followed: CallName | undefined;
  const user = element("select", { id: "call-user" });
  const none = element("p", { class: "empty" }, sentence(NONE));
  const boxes = new Map(callNames.map((call) => [call, createCallBox(call, (text) => write(call, text))]));
  const head = element("label", { class: "choice" }, "User ", user);
  pane.append(head, none, ...[...boxes.values()].map(({ box }) => box));
  user.addEventListener("change", () => {
    scripted = { ...scripted, user: user.value };
    onChange();
  });
  return {
    service: () => scripted,
    begin(service) {
      scripted = service;
    },
    show(outcomes, owners, lamp) {
      const chosen = owners.find(({ name }) => name === scripted.user) ?? owners[0];
      const option = (owner: Owner) => element("option", { selected: owner === chosen }, owner.name);
      user.replaceChildren(...owners.map(option));
      head.hidden = owners.length === 0 || outcomes.length === 0;
      none.hidden = outcomes.length > 0;
      const isNew = followed !== undefined && boxes.get(followed)?.box.hidden === true;
      for (const [call, { box, show }] of boxes) {
        const outcome = outcomes.find((each) => each.call === call);
        box.hidden = outcome === undefined;
        if (outcome) show(outcome, scripted.answers[call], lamp);
      }
      if (isNew) scroll();
    },
    follow(call) {
      followed = call;
      scroll();
    },
  };

  /** Scrolls the pane alone: the page itself stays where it is. */
  function scroll(): void {
    const { box } = (followed && boxes.get(followed)) ?? {};
    if (box && !box.hidden) pane.scrollTop += box.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  }

  function write(call: CallName, text: string | undefined): void {
    const { [call]: _, ...others } = scripted.answers;
    scripted = { ...scripted, answers: text === undefined ? others : { ...others, [call]: text } };
    onChange();
  }
}

/** How many calls there are, and whether all is well. */
export function noteOfCalls(outcomes: readonly CallOutcome[]): readonly [text: string, tone: string] {
  const failed = outcomes.filter(({ tone }) => tone === "bad").length;
  if (failed > 0) return [String(failed), "bad"];
  return [outcomes.length === 0 ? "" : String(outcomes.length), "good"];
}

/** The calls in one sentence, for those who do not see the page change. */
export function saidOfCalls(outcomes: readonly CallOutcome[]): string {
  const failed = outcomes.filter(({ tone }) => tone === "bad").map(({ call }) => titles[call]);
  return failed.length === 0 ? "" : ` Failed: ${failed.join(", ")}.`;
}

const NONE =
  "There is no call of the service to try: the app has no connection, attach or detach with a request, or cannot be compiled.";
