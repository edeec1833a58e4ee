import { open } from "../../language/read.ts";
import type { ReplyScope } from "../../language/scopes.ts";
import type { Value } from "../../language/values.ts";
import type { Procedure } from "../contract.ts";
import type { Failure } from "../engine/engine.ts";
import { failureOf } from "../failure.ts";
import { type IncomingAnswer, type Send, SendError, type SendErrorCode } from "../http/send.ts";
import type { Log, LogFields } from "../log.ts";
import { answerBody, refusalOf } from "./answer.ts";
import { type Exchange, exchangeRecord, loggable } from "./record.ts";
import { leafTexts, sanitize } from "./redact.ts";
import { requestOf } from "./request.ts";

/** One remote call of a manifest, with all that it needs. `S` is what its templates read. */
export interface Call<S> {
  /** The event in the log: `attach`. */
  readonly name: string;
  readonly procedure: Procedure<S>;
  readonly scope: S;
  readonly send: Send;
  readonly log: Log;
  /** For the log: whom the call is for. */
  readonly about: LogFields;
  /** Texts that neither the log nor an error may show, wherever they turn up. */
  readonly secrets: readonly string[];
}

export type Outcome = Done | Skipped | Refused;

/** What the manifest keeps of a good answer. */
export interface Done {
  readonly kind: "done";
  readonly data: Value;
  readonly uid: Value;
  readonly metadata: Value;
  readonly expires: Value;
}

/** The procedure's `condition` is false: nothing was sent. */
export interface Skipped {
  readonly kind: "skipped";
}

export interface Refused {
  readonly kind: "failed";
  readonly failure: Failure;
  /** The status that the service answered with, if it answered. */
  readonly status?: number;
  /** Trying again may help: there was no answer, or one of too many requests or of a broken server. */
  readonly transient: boolean;
}

/** Makes one remote call, from its condition to what is kept of the answer, and logs it. Never rejects; no failure tells a secret. */
export async function runProcedure<S>(call: Call<S>): Promise<Outcome> {
  const exchange: Exchange = {};
  const outcome = await attempt(call, exchange);
  const { sanitize: paths } = call.procedure;
  const failure = outcome.kind === "failed" ? outcome.failure : undefined;
  const secrets = [...call.secrets, ...(outcome.kind === "done" ? leafTexts(outcome.data) : [])];
  const record = sanitize(exchangeRecord(exchange, failure), paths ?? [], secrets);
  call.log(failure === undefined ? "info" : "warn", call.name, {
    ...call.about,
    ...loggable(record, paths !== undefined),
  });
  return outcome.kind === "failed" ? { ...outcome, failure: record.failure ?? outcome.failure } : outcome;
}

async function attempt<S>({ procedure, scope, send }: Call<S>, exchange: Exchange): Promise<Outcome> {
  const at = { unit: "condition" };
  try {
    if (procedure.condition?.(scope) === false) return { kind: "skipped" };
    at.unit = "request";
    exchange.spec = procedure.request(scope);
    exchange.request = requestOf(exchange.spec);
    exchange.answer = await send(exchange.request);
    at.unit = "response.type";
    exchange.body = answerBody(exchange.answer, procedure.responseType?.(scope));
    return judge(procedure, scope, exchange.answer, exchange.body, at);
  } catch (error) {
    if (!(error instanceof SendError)) {
      return { kind: "failed", failure: failureOf(error, procedure.places[at.unit]), transient: false };
    }
    const { code, message } = error;
    return {
      kind: "failed",
      failure: { code, message, place: procedure.places.request },
      transient: TRANSIENT.has(code),
    };
  }
}

const TRANSIENT: ReadonlySet<SendErrorCode> = new Set(["connection-failed", "timeout"]);

/** Whether the answer is good, and what of it is kept or told. */
function judge<S>(
  procedure: Procedure<S>,
  scope: S,
  { status, headers }: IncomingAnswer,
  body: Value,
  at: { unit: string },
): Outcome {
  const reply: ReplyScope & S = { ...scope, body: open(body), headers, statusCode: status };
  at.unit = "response.valid";
  const good = status >= 200 && status < 400;
  if (procedure.valid === undefined ? good : procedure.valid(reply)) {
    const kept: Partial<Record<"data" | "uid" | "metadata" | "expires", Value>> = {};
    for (const unit of ["data", "uid", "metadata", "expires"] as const) {
      at.unit = `response.${unit}`;
      kept[unit] = procedure[unit]?.(reply);
    }
    return { kind: "done", data: kept.data, uid: kept.uid, metadata: kept.metadata, expires: kept.expires };
  }
  const invalid = procedure.valid === undefined ? undefined : procedure.invalid?.(reply);
  at.unit = "response.error";
  const { type, message } = refusalOf(invalid, procedure.error?.(reply), status);
  const told =
    message ?? (good ? "The service's answer does not pass `response.valid`." : `The service answered ${status}.`);
  const failure = { code: slug(type), message: told, place: procedure.places.request };
  return { kind: "failed", failure, status, transient: status === 429 || status >= 500 };
}

/** `RateLimitError` → `rate-limit-error`. */
function slug(type: string): string {
  return type.replace(/(?<=[a-z0-9])(?=[A-Z])/g, "-").toLowerCase();
}
