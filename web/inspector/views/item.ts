import { element } from "../../shared/element.ts";
import type { Why } from "../answers.ts";
import { pathOf } from "../api.ts";
import type { View } from "../page.ts";
import { heading } from "../parts/heading.ts";
import { link } from "../parts/link.ts";
import { story } from "./story.ts";

/** The story of one item. */
export const itemView: View = async ({ api, address: { id = "" } }) => {
  const why = await api.ask<Why>(`${pathOf("items", id)}/why`);
  const back = link({ view: "requests", id: why.request.id }, "The whole request");
  const title = `Item ${why.items[0]?.number ?? ""} of a request to ${why.request.app}/${why.request.webhook}`;
  return element("section", {}, heading(title), element("p", {}, back), story(why));
};
