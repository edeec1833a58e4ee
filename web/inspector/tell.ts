import type { Tone } from "./page.ts";

/** Says things in an element that screen readers listen to, and takes them away once they were read. */
export function teller(place: HTMLElement): (text: string, tone?: Tone) => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (text, tone = "plain") => {
    clearTimeout(timer);
    place.className = `told shown ${tone}`;
    place.textContent = text;
    timer = setTimeout(() => {
      place.className = "told";
      place.textContent = "";
    }, LONG_ENOUGH);
  };
}

/** Milliseconds. */
const LONG_ENOUGH = 10_000;
