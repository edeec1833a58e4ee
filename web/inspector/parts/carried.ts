import { element } from "../../shared/element.ts";
import { value } from "./value.ts";

/** What is delivered, or the item that it would be made of. */
export function carried({ bundle, item }: { readonly bundle?: unknown; readonly item?: unknown }): HTMLElement {
  if (bundle !== undefined) return part("What is delivered", bundle);
  return item === undefined ? element("div") : part("The item, of which a bundle is made when it is delivered", item);
}

function part(title: string, shown: unknown): HTMLElement {
  return element("div", { class: "stack" }, element("h2", {}, title), value(shown, title));
}
