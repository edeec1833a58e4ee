import { decodeValue, encodeValue } from "../language/codec.ts";
import { toText } from "../language/conversions.ts";
import { isCollection } from "../language/kinds.ts";
import { parseForm } from "./form.ts";
import type { RawRequest } from "./http/message.ts";
import { isSecretName } from "./procedure/redact.ts";
import type { Secrets } from "./secrets.ts";

/**
 * A request as it is kept: headers whose names say that they hold credentials are sealed, and so is a query that has such
 * a name. Signatures stay as they are: each proves one body, which is kept beside it, and opens nothing.
 */
export async function sealRequest(secrets: Secrets, request: RawRequest): Promise<RawRequest> {
  const { url, headers } = request;
  const [path = ""] = url.split("?", 1);
  const hidden = Object.entries(headers).filter(([name]) => isCredential(name));
  const hidesQuery = Object.keys(parseForm(url.slice(path.length + 1))).some(isCredential);
  if (hidden.length === 0 && !hidesQuery) return request;
  const open = Object.entries(headers).filter(([name]) => !isCredential(name));
  const sealed = await secrets.seal(encodeValue({ url, headers: Object.fromEntries(hidden) }));
  return { ...request, url: hidesQuery ? path : url, headers: Object.fromEntries([...open, [SEALED, sealed]]) };
}

/** The request as it came. */
export async function openRequest(secrets: Pick<Secrets, "open">, kept: RawRequest): Promise<RawRequest> {
  const { [SEALED]: sealed, ...open } = kept.headers;
  if (sealed === undefined) return kept;
  const hidden = decodeValue(await secrets.open(sealed));
  if (!isCollection(hidden) || !isCollection(hidden.headers)) return { ...kept, headers: open };
  const headers = Object.entries(hidden.headers).map(([name, value]) => [name, toText(value)] as const);
  return { ...kept, url: toText(hidden.url), headers: { ...open, ...Object.fromEntries(headers) } };
}

/** No header can have this name, for a colon ends it. It says that it is secret, so that no view shows it. */
const SEALED = ":sealed-credentials";

/** Whether a header, or a parameter of a query, is to be sealed where it is kept: its name says that it is a credential. */
export function isCredential(name: string): boolean {
  return isSecretName(name) && !/signature/i.test(name);
}
