import { encodeValue } from "../../language/codec.ts";
import type { Context } from "../context.ts";
import type { DetachProcedure } from "../contract.ts";
import { type OutgoingRequest, SendError } from "../http/send.ts";
import { redactNamed } from "../procedure/redact.ts";
import { runProcedure } from "../procedure/run.ts";
import { digestOf } from "../secrets.ts";
import { moduleOf } from "../served.ts";
import { type Party, scopeOf, surroundingsOf } from "./party.ts";

/**
 * Names the hook that a party has at the service: two parties have the same one if detach would send the same request for
 * both, whatever else the service has told them. Credentials do not count, for they change while the hook stays. Where
 * what attach saved makes no difference to that request, each connection has a hook of its own. Without a detach the
 * saved data is the name. Rejects if the webhook is not served here, or a secret cannot be opened.
 */
export async function hookOf(context: Context, party: Party): Promise<string> {
  const { app, webhook, connection, saved } = party;
  const { detach } = moduleOf(context, party);
  const request = detach && (await firstRequest(context, detach, party));
  if (detach === undefined || request === undefined) {
    const owner = Object.keys(saved).length === 0 ? connection : "";
    return digestOf(JSON.stringify([app, webhook, owner, encodeValue(saved)]));
  }
  const bare = await firstRequest(context, detach, { ...party, saved: {} });
  return digestOf(JSON.stringify([app, webhook, bare === request ? connection : "", request]));
}

/** The first request that detach would send, as text; undefined if none can be made. Nothing is sent. */
async function firstRequest(context: Context, procedure: DetachProcedure, party: Party): Promise<string | undefined> {
  let seen: OutgoingRequest | undefined;
  const around = await surroundingsOf(context, party);
  await runProcedure({
    name: "detach",
    procedure,
    scope: scopeOf(context, { ...party, id: "" }, around, { now: new Date(0), executionId: "" }),
    send: async (request) => {
      seen ??= request;
      throw new SendError("url-refused", "Only the request was wanted.");
    },
    clock: { now: () => 0, sleep: async () => undefined },
    log: () => undefined,
    about: {},
    secrets: [],
  });
  return seen && withoutCredentials(seen);
}

function withoutCredentials({ method, url, body }: OutgoingRequest): string {
  const { origin, pathname, searchParams } = new URL(url);
  return JSON.stringify([method, origin + pathname, named(searchParams), typeof body === "string" ? read(body) : null]);
}

function read(body: string): unknown {
  try {
    const value: unknown = JSON.parse(body);
    return typeof value === "object" && value !== null ? redactNamed(value) : value;
  } catch {
    return named(new URLSearchParams(body));
  }
}

function named(parameters: URLSearchParams): object {
  return redactNamed(Object.fromEntries(parameters));
}
