import { element, sentence } from "../../shared/element.ts";

/** The heading of a view, which takes the focus when the view is opened, and what the view is for. */
export function heading(title: string, says = ""): HTMLElement {
  return element(
    "div",
    { class: "heading" },
    element("h1", { tabindex: -1 }, title),
    says === "" ? undefined : element("p", { class: "quiet" }, sentence(says)),
  );
}
