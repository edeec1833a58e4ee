import { decodeValue, encodeValue } from "../language/codec.ts";
import { isCollection } from "../language/kinds.ts";
import type { Collection } from "../language/values.ts";
import type { Connection, Subscription } from "./engine/engine.ts";
import type { Owner } from "./receive/render.ts";
import type { Secrets } from "./secrets.ts";

/** What a connection was made with, and what its requests saved. */
export interface ConnectionSecret {
  readonly parameters: Collection;
  readonly data: Collection;
}

export function sealConnection(secrets: Secrets, { parameters, data }: ConnectionSecret): Promise<string> {
  return secrets.seal(encodeValue({ parameters, data }));
}

export async function openConnectionSecret(secrets: Secrets, { secret }: Connection): Promise<ConnectionSecret> {
  const { parameters, data } = collection(await secrets.open(secret));
  return { parameters: isCollection(parameters) ? parameters : {}, data: isCollection(data) ? data : {} };
}

/** A connection as templates read it: parameters and saved data in one collection, where the saved wins. */
export async function openConnection(secrets: Secrets, connection: Connection): Promise<Collection> {
  const { parameters, data } = await openConnectionSecret(secrets, connection);
  return { ...parameters, ...data };
}

/** What the user of a subscription chose. */
export function sealParameters(secrets: Secrets, parameters: Collection): Promise<string> {
  return secrets.seal(encodeValue(parameters));
}

/** What a subscription brings to its templates. */
export async function openOwner(secrets: Pick<Secrets, "open">, { parameters, data }: Subscription): Promise<Owner> {
  return {
    parameters: collection(await opened(secrets, parameters)),
    saved: data === undefined ? {} : collection(await secrets.open(data)),
  };
}

/** Stores of the first version have parameters in the clear, as JSON. */
function opened(secrets: Pick<Secrets, "open">, text: string): Promise<string> {
  return text.startsWith("{") ? Promise.resolve(text) : secrets.open(text);
}

function collection(text: string): Collection {
  const value = decodeValue(text);
  return isCollection(value) ? value : {};
}
