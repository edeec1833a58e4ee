import { element } from "../../shared/element.ts";
import type { Tone } from "../page.ts";

/** A word about a state, in its tone. */
export function badge(text: string, tone: Tone): HTMLElement {
  return element("span", { class: `badge ${tone}` }, text);
}
