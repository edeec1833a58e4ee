import type { Engine } from "./engine/engine.ts";
import { RuntimeError } from "./errors.ts";
import type { Secrets } from "./secrets.ts";

/** Why none of these sealed texts can be opened; undefined if one can, or there is none. One that can is enough. */
export async function whyUnreadable(
  { open }: Pick<Secrets, "open">,
  sealed: AsyncIterable<string> | Iterable<string>,
): Promise<string | undefined> {
  let why: string | undefined;
  for await (const text of sealed) {
    try {
      await open(text);
      return undefined;
    } catch (error) {
      if (!(error instanceof RuntimeError)) throw error;
      why ??= error.message;
    }
  }
  return why;
}

/** What to do where nothing of a store can be opened. */
export const otherKey =
  "Start with the secret key that the store was made with, or with both, as `NEW,OLD`, to replace it; another key fits another store only.";

/** Rejects with a `RuntimeError` where the secrets of a store are sealed with other keys than those at hand. */
export async function assertReadable(engine: Engine, secrets: Secrets): Promise<void> {
  const why = await whyUnreadable(secrets, connectionSecrets(engine));
  if (why !== undefined) throw new RuntimeError("secret-unreadable", 500, `${why} ${otherKey}`);
}

/** Of every connection, the newest first: whoever has subscriptions has connections. */
async function* connectionSecrets(engine: Engine): AsyncGenerator<string> {
  for (let before: number | undefined; ; ) {
    const part = await engine.connections({ limit: PART, before });
    yield* part.map(({ secret }) => secret);
    before = part.at(-1)?.seq;
    if (part.length < PART || before === undefined) return;
  }
}

const PART = 100;
