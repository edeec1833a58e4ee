import { decodeValue, encodeValue } from "../../language/codec.ts";
import { isCollection } from "../../language/kinds.ts";
import type { Collection, Value } from "../../language/values.ts";
import type { Context } from "../context.ts";
import { digestOf, newToken } from "../secrets.ts";
import type { Account } from "./account.ts";
import type { Learned } from "./learned.ts";

/** An authorization for which the user has been sent to the service. */
export interface Pending {
  readonly app: string;
  readonly id: string;
  /** Which of the app's connection manifests. */
  readonly name: string;
  readonly parameters: Collection;
  readonly learned: Learned;
  readonly temp: Collection;
  readonly verifier: string;
  /** Where the user's browser goes in the end; undefined: a page that says how it ended. */
  readonly redirect?: string;
}

/** Milliseconds in which a user has to come back. */
export const PATIENCE = 10 * 60 * 1000;

/** What cannot be guessed and comes back with the user. */
export const newState = newToken;

/** Keeps an authorization under its state, sealed; the state itself is in no store. */
export async function keepPending(
  { engine, secrets }: Context,
  state: string,
  { app, id, name, parameters, learned, temp }: Omit<Account, "oauth" | "module">,
  more: Pick<Pending, "verifier" | "redirect"> & { readonly expires: number },
): Promise<void> {
  const { verifier, redirect, expires } = more;
  const text = encodeValue({ app: app.id, id, name, parameters, learned: { ...learned }, temp, verifier, redirect });
  await engine.putAuthorization({ key: await digestOf(state), secret: await secrets.seal(text), expires });
}

/** The authorization of a state, once and in time; undefined for any other state. */
export async function takePending({ engine, secrets, clock }: Context, state: string): Promise<Pending | undefined> {
  const sealed = await engine.takeAuthorization(await digestOf(state), clock.now());
  if (sealed === undefined) return undefined;
  const kept = collection(decodeValue(await secrets.open(sealed)));
  const learned = collection(kept.learned);
  return {
    app: text(kept.app) ?? "",
    id: text(kept.id) ?? "",
    name: text(kept.name) ?? "",
    parameters: collection(kept.parameters),
    learned: {
      uid: text(learned.uid),
      data: collection(learned.data),
      metadata: text(learned.metadata),
      expires: typeof learned.expires === "number" ? learned.expires : undefined,
    },
    temp: collection(kept.temp),
    verifier: text(kept.verifier) ?? "",
    redirect: text(kept.redirect),
  };
}

function collection(value: Value): Collection {
  return isCollection(value) ? value : {};
}

function text(value: Value): string | undefined {
  return typeof value === "string" ? value : undefined;
}
