/** What an element is made with: attributes by their names, and listeners by `on` and the name of the event. */
export type Attributes = Readonly<Record<string, string | number | boolean | undefined | ((event: Event) => void)>>;

/** Makes an element; an attribute that is false or undefined is left out, and text is never read as HTML. */
export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: readonly (Node | string | undefined)[]
): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") made.addEventListener(name.replace(/^on/, ""), value);
    else if (value !== undefined && value !== false) made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

/** The element of a page that its HTML is sure to have. */
export function byId(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`The page has no element \`${id}\`.`);
  return found;
}

/** A sentence in which what stands between backticks is code. */
export function sentence(text: string): HTMLSpanElement {
  const parts = text.split(/`([^`]+)`/);
  return element("span", {}, ...parts.map((part, index) => (index % 2 === 1 ? element("code", {}, part) : part)));
}
