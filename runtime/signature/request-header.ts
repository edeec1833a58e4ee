import type { RawRequest } from "../http/message.ts";

/** A header of a request by its name in lower case; undefined if it is missing or empty. */
export function headerOf({ headers }: RawRequest, name: string): string | undefined {
  const value = Object.hasOwn(headers, name) ? headers[name] : undefined;
  return value === "" ? undefined : value;
}
