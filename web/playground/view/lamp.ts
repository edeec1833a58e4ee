import { element } from "../../shared/element.ts";
import type { Place } from "../playground.ts";

/** What the steps that are shown do to the editors. */
export interface Lamp {
  /** Lights up where a step comes from; undefined puts it out. */
  light(place: Place | undefined): void;
  goTo(place: Place): void;
}

/** The name of a step; pressed, it leads to where it comes from. */
export function placeButton(stage: string, place: Place | undefined, lamp: Lamp): HTMLElement {
  if (place === undefined) return element("span", { class: "stage" }, stage);
  const where = element("span", { class: "unseen" }, `, go to ${place.uri}`);
  return element("button", { class: "stage", type: "button", onclick: () => lamp.goTo(place) }, stage, where);
}

/** Has a place light up while the pointer or the keyboard is on a box. */
export function lit<E extends HTMLElement>(box: E, place: Place | undefined, lamp: Lamp): E {
  if (place === undefined) return box;
  for (const event of ["mouseenter", "focusin"]) box.addEventListener(event, () => lamp.light(place));
  for (const event of ["mouseleave", "focusout"]) box.addEventListener(event, () => lamp.light(undefined));
  return box;
}
