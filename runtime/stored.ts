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

/** A connection as templates read it: parameters and saved data in one collection, where the saved wins. */
export async function openConnection(secrets: Secrets, { secret }: Connection): Promise<Collection> {
  const { parameters, data } = collection(await secrets.open(secret));
  return { ...(isCollection(parameters) ? parameters : {}), ...(isCollection(data) ? data : {}) };
}

/** What a subscription brings to its templates. */
export async function openOwner(secrets: Secrets, { parameters, data }: Subscription): Promise<Owner> {
  return {
    parameters: collection(parameters),
    saved: data === undefined ? {} : collection(await secrets.open(data)),
  };
}

function collection(text: string): Collection {
  const value = decodeValue(text);
  return isCollection(value) ? value : {};
}
