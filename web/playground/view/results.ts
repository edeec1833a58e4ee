import type { FileEdits } from "../../../editor/answers.ts";
import { element } from "../../shared/element.ts";
import { createTabs } from "../../shared/tabs.ts";
import type { ExplainedFinding } from "../backend/explained.ts";
import type { ShownFile } from "../backend/generated.ts";
import type { Language } from "../languages.ts";
import { type CallName, type CallOutcome, callNames, type Outcome, type Playground } from "../playground.ts";
import { createCallsPane, noteOfCalls, saidOfCalls } from "./calls-pane.ts";
import { countOf, type Mending, showFindings } from "./findings-pane.ts";
import { createGeneratedPane } from "./generated-pane.ts";
import type { Lamp } from "./lamp.ts";
import { noteOf, saidOf, showOutcome } from "./outcome-pane.ts";

/** What there is to say of a playground. */
export interface Answered {
  readonly findings: readonly ExplainedFinding[];
  /** The fixes that leave no doubt. */
  readonly fixes: readonly FileEdits[];
  readonly outcome: Outcome;
  readonly calls: readonly CallOutcome[];
  readonly owners: Playground["owners"];
  /** What the findings are about. */
  readonly texts: Playground["files"];
}

/** The panes with what comes of what is written. */
export interface Results {
  /** What stands where the service would. */
  service(): Playground["service"];
  /** Begins with a service. */
  begin(service: Playground["service"]): void;
  /** Shows what a file is about, if that is not shown already: calls of the service, or a request to the webhook. */
  follow(uri: string): void;
  /** Shows it, and answers it in a sentence or two for those who do not see the page change. */
  show(answered: Answered, editors: Lamp & Mending): string;
}

/** Makes the panes; generated code is asked for while somebody looks at it. `onChange` is told of another service. */
export function createResults(
  box: HTMLElement,
  generate: (language: Language) => Promise<readonly ShownFile[]>,
  onChange: () => void,
): Results {
  const outcomes = element("div", { id: "outcome", class: "pane", tabindex: 0 });
  const called = element("div", { id: "calls", class: "pane", tabindex: 0 });
  const calls = createCallsPane(called, onChange);
  const found = element("div", { id: "findings", class: "pane", tabindex: 0 });
  const code = element("div", { id: "generated", class: "pane code-pane" });
  const generated = createGeneratedPane(code, generate);
  const tabs = createTabs(
    "Results",
    [
      { id: "outcome-tab", title: "Outcome", panel: outcomes },
      { id: "calls-tab", title: "Calls", panel: called },
      { id: "findings-tab", title: "Findings", panel: found },
      { id: "generated-tab", title: "Generated code", panel: code },
    ],
    () => void showCode(),
  );
  box.replaceChildren(element("h2", { class: "unseen" }, "Results"), tabs.list, outcomes, called, found, code);
  return {
    service: calls.service,
    begin: calls.begin,
    follow,
    show({ findings, fixes, outcome, calls: made, owners, texts }, editors) {
      showFindings(found, { findings, fixes, texts }, editors);
      showOutcome(outcomes, outcome, editors);
      calls.show(made, owners, editors);
      const errors = findings.filter(({ severity }) => severity === "error").length;
      tabs.note("findings-tab", findings.length === 0 ? "" : String(findings.length), errors > 0 ? "bad" : "warn");
      tabs.note("outcome-tab", ...noteOf(outcome));
      tabs.note("calls-tab", ...noteOfCalls(made));
      void showCode();
      return `${countOf(findings)} ${saidOf(outcome)}${saidOfCalls(made)}`;
    },
  };

  async function showCode(): Promise<void> {
    if (!code.hidden) await generated.draw();
  }

  function follow(uri: string): void {
    const call = callOf(uri);
    if (call !== undefined && !outcomes.hidden) tabs.select("calls-tab");
    calls.follow(call);
    if (uri === "webhook.iml.json" && !called.hidden) tabs.select("outcome-tab");
  }
}

/** The call that a file declares. */
function callOf(uri: string): CallName | undefined {
  return callNames.find((call) => uri === `${call}.iml.json`);
}
