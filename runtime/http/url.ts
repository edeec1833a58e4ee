import { SendError } from "./send.ts";

/** The URL of an outgoing request, parsed as browsers parse it; throws a `SendError` if it is not plain `http(s)` without credentials. */
export function outgoingUrl(text: string): URL {
  const url = URL.parse(text);
  if (url === null) throw new SendError("url-refused", "The URL of the request is not an absolute URL.");
  if (url.protocol !== "http:" && url.protocol !== "https:") {
    throw new SendError("url-refused", `Requests go to http and https only, not to ${url.protocol.slice(0, -1)}.`);
  }
  if (url.username !== "" || url.password !== "") {
    throw new SendError(
      "url-refused",
      `The URL of the request to ${url.hostname} holds credentials; put them in a header.`,
    );
  }
  return url;
}
