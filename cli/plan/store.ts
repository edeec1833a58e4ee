import { existsSync } from "node:fs";
import { openRecorded } from "../../runtime/engine/sqlite/recorded.ts";
import { openRequest } from "../../runtime/kept-request.ts";
import type { PlanContext } from "../../runtime/plan/compare.ts";
import type { PlanOwner } from "../../runtime/plan/item.ts";
import type { RecordedRequest } from "../../runtime/plan/recorded.ts";
import { createSecrets, type Secrets } from "../../runtime/secrets.ts";
import { openOwner } from "../../runtime/stored.ts";
import { type Io, Misuse } from "../io.ts";
import { secret, secretFiles } from "../keys.ts";
import { placeOf } from "../server.ts";

/** What a store knows of past requests, and of those who subscribe. */
export interface FromStore {
  readonly requests: AsyncIterable<RecordedRequest>;
  readonly owners: NonNullable<PlanContext["owners"]>;
  close(): void;
}

/** Reads a store that no server has open. What is sealed in it is opened with the secret key, which is asked for only then. */
export function fromStore(store: string, io: Io): FromStore {
  const { file, folder } = placeOf(store, io.cwd);
  if (!existsSync(file)) throw new Misuse(`there is no store ${file}.`);
  const recorded = openRecorded(file);
  const secrets = opener(() => secret(io.env.IMLC_SECRET_KEY, folder, secretFiles.secretKey, withoutKey).value);
  const known = new Map<string, Promise<readonly PlanOwner[]>>();
  return {
    requests: opened(recorded.requests(), secrets),
    owners: (app, webhook, uid) => {
      const key = JSON.stringify([app, webhook, uid]);
      const owners =
        known.get(key) ??
        Promise.all(
          recorded.owners(app, webhook, uid).map(async (one) => ({
            subscription: one.id,
            ...(await openOwner(secrets, one)),
          })),
        );
      known.set(key, owners);
      return owners;
    },
    close: recorded.close,
  };
}

async function* opened(
  requests: Iterable<RecordedRequest>,
  secrets: Pick<Secrets, "open">,
): AsyncGenerator<RecordedRequest> {
  for (const request of requests) yield { ...request, ...(await openRequest(secrets, request)) };
}

function opener(key: () => string): Pick<Secrets, "open"> {
  let secrets: Promise<Secrets> | undefined;
  return {
    async open(sealed) {
      secrets ??= createSecrets(key());
      return (await secrets).open(sealed);
    },
  };
}

function withoutKey(): never {
  throw new Misuse("a part of the store is sealed: set IMLC_SECRET_KEY to the secret key of the server that wrote it.");
}
