import type { Engine, Resealed, SealedText } from "./engine/engine.ts";
import type { Log } from "./log.ts";
import type { Secrets } from "./secrets.ts";

/**
 * Seals every text of a store anew that is not sealed with the first key, in small parts while the store is in use. Once
 * it has logged `secrets-resealed` with none unreadable, the other keys are needed no more.
 */
export async function resealStore(engine: Engine, secrets: Secrets, log: Log): Promise<void> {
  let resealed = 0;
  let unreadable = 0;
  const anew = async (sealed: SealedText): Promise<readonly Resealed[]> => {
    try {
      const instead = await secrets.reseal(sealed.text);
      return instead === sealed.text ? [] : [{ ...sealed, instead }];
    } catch {
      unreadable += 1;
      return [];
    }
  };
  for (let after: string | undefined; ; ) {
    const part = await engine.sealed({ limit: PART, after });
    const changes = (await Promise.all(part.map(anew))).flat();
    if (changes.length > 0) resealed += await engine.reseal(changes);
    if (part.length < PART) break;
    after = part.at(-1)?.place;
  }
  log(unreadable > 0 ? "warn" : "info", "secrets-resealed", { resealed, unreadable });
}

/** Texts of one part: some milliseconds of work. */
const PART = 100;
