import { toText } from "./conversions.ts";
import type { Value } from "./values.ts";

/**
 * A URL of text (at even places) and values (at odd ones). A value is percent-encoded so that it cannot leave its place
 * in the URL; one that begins the URL is taken as it is, for it holds the scheme and the host.
 *
 * @example
 * import { urlText } from "imlc/values";
 *
 * console.log(urlText(["https://shop.example/orders/", "7/../8"])); // https://shop.example/orders/7%2F..%2F8
 */
export function urlText(parts: readonly Value[]): string {
  return parts
    .map((part, i) => {
      const text = toText(part);
      const isWritten = i % 2 === 0 || (i === 1 && parts[0] === "");
      return isWritten ? text : encodeURIComponent(text.toWellFormed());
    })
    .join("");
}
