import type { FileEdits, Finding } from "../../../editor/answers.ts";
import type { Edit } from "../../../grammar/diagnostic.ts";
import { positions } from "../../../grammar/source.ts";
import { element, sentence } from "../../shared/element.ts";
import { markdown } from "../../shared/markdown.ts";
import type { ExplainedFinding } from "../backend/explained.ts";
import type { Place, Playground } from "../playground.ts";

/** What the findings do to the editors. */
export interface Mending {
  goTo(place: Place): void;
  /** Makes edits, if the file still says what they were offered for. */
  edit(uri: string, edits: readonly Edit[], of: string): void;
  /** Makes edits of several files, of those that still say what they were offered for. */
  editAll(edits: readonly FileEdits[], of: Playground["files"]): void;
}

/** What was found, and in what. */
export interface Found {
  readonly findings: readonly ExplainedFinding[];
  /** The fixes that leave no doubt. */
  readonly fixes: readonly FileEdits[];
  readonly texts: Playground["files"];
}

/** Lists what was found, each with its place and its fix. */
export function showFindings(pane: HTMLElement, { findings, fixes, texts }: Found, mending: Mending): void {
  if (findings.length === 0) {
    pane.replaceChildren(element("p", { class: "empty" }, "Nothing was found."));
    return;
  }
  const items = findings.map((finding) => findingOf(finding, texts[finding.uri] ?? "", mending));
  const all = element("button", { type: "button", onclick: () => mending.editAll(fixes, texts) }, FIX_ALL);
  pane.replaceChildren(...(fixes.length > 0 ? [all] : []), element("ul", { class: "findings" }, ...items));
}

/** The findings in one sentence, for those who do not see the page change. */
export function countOf(findings: readonly ExplainedFinding[]): string {
  const errors = findings.filter(({ severity }) => severity === "error").length;
  const others = findings.length - errors;
  if (findings.length === 0) return "Nothing was found.";
  return `${errors} ${errors === 1 ? "error" : "errors"}, ${others} other ${others === 1 ? "finding" : "findings"}.`;
}

function findingOf(finding: ExplainedFinding, text: string, { goTo, edit }: Mending): HTMLLIElement {
  const { uri, span, severity, code, message, fix, related = [], doc } = finding;
  const { line, column } = positions(text)(span.start);
  return element(
    "li",
    { class: "finding" },
    element("span", { class: `badge ${tones[severity]}` }, severity),
    element("p", {}, sentence(message)),
    ...related.map((each) =>
      element("button", { type: "button", class: "related", onclick: () => goTo(each) }, sentence(each.message)),
    ),
    element(
      "div",
      { class: "bar" },
      element("button", { type: "button", onclick: () => goTo({ uri, span }) }, `${uri}:${line}:${column}`),
      fix &&
        element(
          "button",
          { type: "button", class: "primary", onclick: () => edit(uri, fix.edits, text) },
          sentence(fix.title),
        ),
    ),
    element("details", {}, element("summary", {}, "About ", element("code", {}, code)), markdown(doc)),
  );
}

const FIX_ALL = "Make all fixes that leave no doubt";

const tones: Readonly<Record<Finding["severity"], string>> = { error: "bad", warning: "warn", hint: "" };
