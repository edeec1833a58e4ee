import { element, sentence } from "../../shared/element.ts";

/** A text in a box of its own: that there is nothing, or what went wrong. */
export function notice(
  text: string,
  tone: "quiet" | "red" | "yellow" | "green" = "quiet",
  ...more: readonly Node[]
): HTMLElement {
  return element("div", { class: `notice ${tone}` }, sentence(text), ...more);
}
