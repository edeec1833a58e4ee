import { element } from "./element.ts";

/** One tab: what is written on it, and the panel that it shows; several tabs may share one panel. */
export interface Tab {
  readonly id: string;
  readonly title: string;
  readonly panel: HTMLElement;
}

/** A row of tabs, as the keyboard of a screen reader's user expects it: arrows, Home and End move, one of them is in the order of Tab. */
export interface Tabs {
  readonly list: HTMLElement;
  /** Shows a tab's panel as if it had been pressed; whoever listens is told. */
  select(id: string): void;
  /** What is written behind a tab's title, such as a count. */
  note(id: string, text: string, tone?: string): void;
}

/** Makes a row of tabs named `label`; `onSelect` is told of each that is shown, the first one included. */
export function createTabs(label: string, tabs: readonly Tab[], onSelect: (id: string) => void = () => {}): Tabs {
  const buttons = new Map(tabs.map((tab) => [tab.id, tabButton(tab, () => select(tab.id))]));
  const list = element("div", { role: "tablist", "aria-label": label, class: "tabs" }, ...buttons.values());
  list.addEventListener("keydown", (event) => {
    const to = targetOf(event.key, tabs, list);
    if (to === undefined) return;
    event.preventDefault();
    select(to.id);
    buttons.get(to.id)?.focus();
  });
  for (const { panel } of tabs) {
    panel.setAttribute("role", "tabpanel");
    panel.hidden = true;
  }
  const [first] = tabs;
  if (first !== undefined) select(first.id);
  return { list, select, note };

  function select(id: string): void {
    for (const tab of tabs) {
      const button = buttons.get(tab.id);
      button?.setAttribute("aria-selected", String(tab.id === id));
      button?.setAttribute("tabindex", tab.id === id ? "0" : "-1");
      tab.panel.hidden = !tabs.some((each) => each.id === id && each.panel === tab.panel);
      if (tab.id === id) tab.panel.setAttribute("aria-labelledby", `tab-${id}`);
    }
    onSelect(id);
  }

  function note(id: string, text: string, tone = ""): void {
    const noted = buttons.get(id)?.querySelector(".note");
    if (!noted) return;
    noted.textContent = text;
    noted.className = `note ${tone}`;
  }
}

function tabButton({ id, title, panel }: Tab, press: () => void): HTMLButtonElement {
  const attributes = { role: "tab", id: `tab-${id}`, type: "button", "aria-controls": panel.id, onclick: press };
  return element("button", attributes, title, element("span", { class: "note" }));
}

function targetOf(key: string, tabs: readonly Tab[], list: HTMLElement): Tab | undefined {
  const at = [...list.children].findIndex((button) => button.getAttribute("aria-selected") === "true");
  switch (key) {
    case "ArrowRight":
      return tabs[(at + 1) % tabs.length];
    case "ArrowLeft":
      return tabs.at(at - 1);
    case "Home":
      return tabs[0];
    case "End":
      return tabs.at(-1);
    default:
      return undefined;
  }
}
