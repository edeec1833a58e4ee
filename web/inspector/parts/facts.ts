import { element } from "../../shared/element.ts";

/** Names and what they are; those of which nothing is known are left out. */
export function facts(all: Readonly<Record<string, Node | string | number | undefined>>): HTMLElement {
  const rows = Object.entries(all).flatMap(([name, said]) =>
    said === undefined || said === "" ? [] : [element("div", {}, element("dt", {}, name), definition(said))],
  );
  return element("dl", { class: "facts" }, ...rows);
}

function definition(said: Node | string | number): HTMLElement {
  return element("dd", {}, typeof said === "number" ? String(said) : said);
}
