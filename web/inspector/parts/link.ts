import { element } from "../../shared/element.ts";
import { type Address, hrefOf } from "../address.ts";

/** A link to a view. */
export function link(to: Omit<Address, "query"> & Partial<Pick<Address, "query">>, text: string): HTMLAnchorElement {
  return element("a", { href: hrefOf(to) }, text);
}

/** A link to what an id names, of which the last letters are shown: the first ones only tell when it was made. */
export function idLink(view: string, id: string | undefined): HTMLElement | string {
  if (id === undefined) return "";
  const shown = id.length > SHORT ? `…${id.slice(-SHORT)}` : id;
  const to = link({ view, id }, shown);
  to.title = id;
  to.className = "id";
  return to;
}

const SHORT = 10;
