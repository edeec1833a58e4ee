import { element } from "../../shared/element.ts";

/** A time as the reader's clock has it, down to the second; the exact one is told on request. */
export function moment(iso: string | undefined): HTMLElement | string {
  if (iso === undefined) return "";
  const at = new Date(iso);
  const isToday = at.toDateString() === new Date().toDateString();
  const text = isToday ? at.toLocaleTimeString() : at.toLocaleString();
  return element("time", { datetime: iso, title: iso }, text);
}
