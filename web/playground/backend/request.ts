import { utf8Bytes } from "../../../language/bytes.ts";
import type { RawRequest } from "../../../runtime/http/message.ts";
import type { SentRequest } from "../playground.ts";

/** The request as it would come to the path of a webhook; a line of headers without a colon is left out. */
export function rawRequestOf({ method, query, headers, body }: SentRequest, path: string): RawRequest {
  const named = headers.split("\n").flatMap((line) => {
    const [, name = "", value = ""] = /^\s*([^\s:]+)\s*:\s*(.*?)\s*$/.exec(line) ?? [];
    return name === "" ? [] : [[name.toLowerCase(), value] as const];
  });
  return {
    method: method.toUpperCase(),
    url: query === "" ? path : `${path}?${query}`,
    headers: joined(named),
    body: new Uint8Array(utf8Bytes(body)),
  };
}

/** Several headers of one name become one, as a server joins them. */
function joined(named: readonly (readonly [string, string])[]): Readonly<Record<string, string>> {
  const byName = Map.groupBy(named, ([name]) => name);
  return Object.fromEntries([...byName].map(([name, all]) => [name, all.map(([, value]) => value).join(", ")]));
}
