import { byId, element } from "../shared/element.ts";
import { themeChoice } from "../shared/theme.ts";
import { hrefOf } from "./address.ts";
import type { Counts } from "./answers.ts";
import type { Api } from "./api.ts";
import { views } from "./views.ts";

/** Draws what stands above every view: where one can go, and how it looks. */
export function drawHeader(signOut: () => void): void {
  const links = Object.entries(views).flatMap(([view, { title }]) =>
    title === undefined
      ? []
      : [element("a", { href: hrefOf({ view }), id: `to-${view}` }, title, element("span", { class: "count" }))],
  );
  byId("header").append(
    element("strong", { class: "brand" }, "imlc inspector"),
    element("nav", { id: "views", "aria-label": "Views", hidden: true }, ...links),
    element(
      "div",
      { class: "bar" },
      themeChoice(),
      element("button", { id: "sign-out", type: "button", onclick: signOut, hidden: true }, "Forget token"),
    ),
  );
}

/** Shows where one can go, or that one has to say the token first. */
export function allow(isSignedIn: boolean): void {
  byId("views").hidden = !isSignedIn;
  byId("sign-out").hidden = !isSignedIn;
}

/** Marks the view that is shown. */
export function markCurrent(view: string): void {
  for (const link of byId("views").children) {
    if (link.id === `to-${view}`) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
}

/** Shows how much waits, was given up, or is nobody's; as before where the server does not answer. */
export async function showCounts(api: Api): Promise<void> {
  const counts = await api.ask<Counts>("/counts").catch(() => undefined);
  if (counts === undefined) return;
  const { pending, dead, unowned } = counts;
  note("deliveries", pending, "waiting");
  note("dead-letters", dead, "given up");
  note("unowned", unowned, "nobody's");
}

function note(view: string, count: number, what: string): void {
  const place = byId(`to-${view}`).querySelector(".count");
  place?.replaceChildren(...(count === 0 ? [] : [String(count), element("span", { class: "unseen" }, ` ${what}`)]));
}
