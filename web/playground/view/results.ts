import { element } from "../../shared/element.ts";
import { createTabs } from "../../shared/tabs.ts";
import type { ExplainedFinding } from "../backend/explained.ts";
import type { ShownFile } from "../backend/generated.ts";
import type { Outcome, Playground } from "../playground.ts";
import { countOf, type Mending, showFindings } from "./findings-pane.ts";
import { createGeneratedPane } from "./generated-pane.ts";
import { type Lamp, noteOf, saidOf, showOutcome } from "./outcome-pane.ts";

/** What there is to say of a playground. */
export interface Answered {
  readonly findings: readonly ExplainedFinding[];
  readonly outcome: Outcome;
  /** What the findings are about. */
  readonly texts: Playground["files"];
}

/** The panes with what comes of what is written. */
export interface Results {
  /** Shows it, and answers it in a sentence or two for those who do not see the page change. */
  show(answered: Answered, editors: Lamp & Mending): string;
}

/** Makes the panes; generated code is asked for while somebody looks at it. */
export function createResults(box: HTMLElement, generate: () => Promise<readonly ShownFile[]>): Results {
  const outcomes = element("div", { id: "outcome", class: "pane", tabindex: 0 });
  const found = element("div", { id: "findings", class: "pane", tabindex: 0 });
  const code = element("div", { id: "generated", class: "pane code-pane" });
  const generated = createGeneratedPane(code);
  const tabs = createTabs(
    "Results",
    [
      { id: "outcome-tab", title: "Outcome", panel: outcomes },
      { id: "findings-tab", title: "Findings", panel: found },
      { id: "generated-tab", title: "Generated code", panel: code },
    ],
    () => void showCode(),
  );
  box.replaceChildren(tabs.list, outcomes, found, code);
  return {
    show({ findings, outcome, texts }, editors) {
      showFindings(found, findings, texts, editors);
      showOutcome(outcomes, outcome, editors);
      const errors = findings.filter(({ severity }) => severity === "error").length;
      tabs.note("findings-tab", findings.length === 0 ? "" : String(findings.length), errors > 0 ? "bad" : "warn");
      tabs.note("outcome-tab", ...noteOf(outcome));
      void showCode();
      return `${countOf(findings)} ${saidOf(outcome)}`;
    },
  };

  async function showCode(): Promise<void> {
    if (!code.hidden) await generated.show(await generate());
  }
}
