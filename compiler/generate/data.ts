import type { Layout } from "./layout.ts";
import { numberLiteral, stringLiteral } from "./literal.ts";
import { keyText } from "./names.ts";

/** Plain data, as settings are, as an expression of JavaScript; a member that is undefined is left out. */
export function dataLayout(data: unknown): Layout {
  if (typeof data === "string") return stringLiteral(data);
  if (typeof data === "number") return numberLiteral(data);
  if (typeof data !== "object" || data === null) return String(data);
  if (Array.isArray(data)) {
    return { open: "[", items: data.map((each) => ({ label: "", value: dataLayout(each) })), close: "]", padding: "" };
  }
  const items = Object.entries(data)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ({ label: `${keyText(key)}: `, value: dataLayout(value) }));
  return { open: "{", items, close: "}", padding: " " };
}
