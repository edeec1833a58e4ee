import type { AttachScope } from "../../language/scopes.ts";
import { refreshIfDue } from "../connection/refresh.ts";
import type { Context } from "../context.ts";
import type { Procedure } from "../contract.ts";
import { failureOf } from "../failure.ts";
import type { Send } from "../http/send.ts";
import { newId } from "../id.ts";
import { leafTexts } from "../procedure/redact.ts";
import { type Done, type Refused, runProcedure, type Skipped } from "../procedure/run.ts";
import { moduleOf } from "../served.ts";
import { type Party, type Surroundings, scopeOf, surroundingsOf } from "./party.ts";

/** The remote calls of a webhook. */
export type CallName = "attach" | "detach" | "update" | "listing";

/** How a remote call ended; `absent`: the app has no such call. */
export type Called = Done | Skipped | NotThere | Failed;

/** The app has no such call. */
export interface NotThere {
  readonly kind: "absent";
}

/** A call that failed, and what is known of what the service did. */
export interface Failed extends Refused {
  /** The service may have done what it was asked for, although nobody was told. */
  readonly doubtful: boolean;
  /** The service has answered, so that the same request need not be told from another one. */
  readonly answered: boolean;
}

/**
 * Makes one remote call for a party. `call` names it: requests that change something carry it as `idempotency-key`, by
 * which a service that knows such keys takes a repeated request once. Never rejects.
 */
export async function callService(context: Context, name: CallName, party: Party, call: string): Promise<Called> {
  try {
    const procedure: Procedure<AttachScope> | undefined = moduleOf(context, party)[name];
    if (procedure === undefined) return { kind: "absent" };
    const stale = await refreshIfDue(context, party.app, party.connection);
    if (stale !== undefined) return failed(stale, noTraffic);
    return await askService(context, { name, procedure }, party, await surroundingsOf(context, party), call);
  } catch (error) {
    return failed({ kind: "failed", failure: failureOf(error, undefined), transient: false }, noTraffic);
  }
}

/** What a call needs that knows all that its templates read. */
export type Asking = Pick<Context, "send" | "clock" | "log" | "tracer" | "publicUrl">;

/** A call, and what the app has for it. */
export interface Declared {
  readonly name: CallName;
  readonly procedure: Procedure<AttachScope>;
}

/** Makes one remote call for a party whose surroundings are known, as `callService` does. Never rejects. */
export async function askService(
  context: Asking,
  { name, procedure }: Declared,
  party: Party,
  around: Surroundings,
  call: string,
): Promise<Exclude<Called, NotThere>> {
  const traffic: Traffic = { ...noTraffic };
  try {
    const { send, log, tracer, clock } = context;
    const { app, webhook, id } = party;
    const now = clock.now();
    const outcome = await runProcedure({
      name,
      procedure,
      scope: scopeOf(context, party, around, { now: new Date(now), executionId: newId(now) }),
      send: watched(send, call, traffic),
      clock,
      log,
      tracer,
      about: { subscription: id, app, webhook },
      secrets: leafTexts([around.connection, around.common, party.saved]),
    });
    return outcome.kind === "failed" ? failed(outcome, traffic) : outcome;
  } catch (error) {
    return failed({ kind: "failed", failure: failureOf(error, undefined), transient: false }, traffic);
  }
}

/** What went over the wire in one call. */
interface Traffic {
  sent: number;
  status: number | undefined;
}

const noTraffic: Readonly<Traffic> = { sent: 0, status: undefined };

function watched(send: Send, call: string, traffic: Traffic): Send {
  return async (request) => {
    const safe = request.method === "GET" || request.method === "HEAD";
    const key = traffic.sent === 0 ? call : `${call}-${traffic.sent + 1}`;
    const headers = safe ? request.headers : { "idempotency-key": key, ...request.headers };
    traffic.sent += 1;
    traffic.status = undefined;
    const answer = await send({ ...request, headers });
    traffic.status = answer.status;
    return answer;
  };
}

function failed(refused: Refused, { sent, status }: Traffic): Failed {
  const transient = refused.transient || TRANSIENT.has(refused.failure.code);
  const doubtful = sent > 0 && (status === undefined || status < 400 || status >= 500);
  return { ...refused, transient, doubtful, answered: status !== undefined };
}

/** Types of errors that a manifest may give to an answer, and after which it is worth to try again. */
const TRANSIENT: ReadonlySet<string> = new Set(["rate-limit-error", "connection-error"]);
