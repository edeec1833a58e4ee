import { isSecretName } from "../../../runtime/procedure/redact.ts";
import { element } from "../../shared/element.ts";

/** A JSON value, indented; what a key calls secret is never put into the page. */
export function value(shown: unknown, label: string): HTMLElement {
  const text = JSON.stringify(shown, (key, one) => (isSecretName(key) ? "[redacted]" : one), 2) ?? "nothing";
  return element("pre", { class: "value", tabindex: 0, role: "region", "aria-label": label }, text);
}
