import { element } from "../../shared/element.ts";
import { value } from "./value.ts";

/** What is delivered, or would be if the item had an owner, or the item that it would be made of. */
export function carried({ bundle, item, isOwned }: Carried): HTMLElement {
  if (bundle !== undefined) return part(isOwned ? "What is delivered" : "What would be delivered", bundle);
  return item === undefined ? element("div") : part("The item, of which a bundle is made when it is delivered", item);
}

interface Carried {
  readonly bundle?: unknown;
  readonly item?: unknown;
  readonly isOwned: boolean;
}

function part(title: string, shown: unknown): HTMLElement {
  return element("div", { class: "stack" }, element("h2", {}, title), value(shown, title));
}
