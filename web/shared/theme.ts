import { element } from "./element.ts";

const themes = { auto: "As the system", light: "Light", dark: "Dark" } as const;

type Theme = keyof typeof themes;

/** A choice between light, dark, and what the system says; the browser remembers it. */
export function themeChoice(): HTMLLabelElement {
  const options = Object.entries(themes).map(([theme, text]) =>
    element("option", { value: theme, selected: theme === chosen() }, text),
  );
  const select = element("select", { id: "theme" }, ...options);
  select.addEventListener("change", () => choose(select.value));
  return element("label", { class: "choice" }, "Theme ", select);
}

/** Shows the page as was chosen before; to be called before anything is drawn. */
export function applyTheme(): void {
  show(chosen());
}

function choose(theme: string): void {
  if (isTheme(theme)) {
    localStorage.setItem(KEY, theme);
    show(theme);
  }
}

function show(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
}

function chosen(): Theme {
  const stored = localStorage.getItem(KEY) ?? "";
  return isTheme(stored) ? stored : "auto";
}

function isTheme(name: string): name is Theme {
  return Object.hasOwn(themes, name);
}

const KEY = "imlc-theme";
