import { element } from "../../shared/element.ts";
import { hrefOf } from "../address.ts";
import type { Page } from "../page.ts";

/** A field by which a list is narrowed; its name is that of the query parameter. */
export interface Filter {
  readonly name: string;
  readonly title: string;
  /** The values there are; absent: any text. */
  readonly choices?: readonly string[];
}

/** The fields of apps and webhooks that are served. */
export function servedFilters(apps: Page["apps"]): readonly Filter[] {
  const webhooks = new Set(apps.flatMap((app) => app.webhooks.map(({ id }) => id)));
  return [
    { name: "app", title: "App", choices: apps.map(({ id }) => id) },
    { name: "webhook", title: "Webhook", choices: [...webhooks] },
  ];
}

/** A form whose fields are part of the address, so that a narrowed list can be linked and reloaded. */
export function filterForm({ address }: Pick<Page, "address">, filters: readonly Filter[]): HTMLFormElement {
  const form = element(
    "form",
    { class: "bar bottoms", role: "search", "aria-label": "Filter" },
    ...filters.map((filter) => field(filter, address.query[filter.name] ?? "")),
    element("button", { type: "submit" }, "Filter"),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const query = Object.fromEntries([...new FormData(form)].map(([name, said]) => [name, String(said).trim()]));
    location.hash = hrefOf({ view: address.view, query });
  });
  return form;
}

function field({ name, title, choices }: Filter, said: string): HTMLElement {
  const control =
    choices === undefined
      ? element("input", { name, value: said, autocomplete: "off", spellcheck: "false" })
      : element("select", { name }, ...["", ...choices].map((one) => choice(one, said)));
  return element("label", { class: "field" }, element("span", {}, title), control);
}

function choice(value: string, said: string): HTMLOptionElement {
  return element("option", { value, selected: value === said }, value === "" ? "all" : value);
}
