import { isCollection } from "../../language/kinds.ts";
import type { Clock } from "../clock.ts";
import type { Procedure, ProcedureRequest } from "../contract.ts";
import type { Send } from "../http/send.ts";
import type { Log, LogFields } from "../log.ts";
import { type Tracer, untraced } from "../trace.ts";
import type { Outcome } from "./outcome.ts";
import type { Page } from "./pages.ts";
import { keep, type Progress, type Written } from "./progress.ts";
import { type Exchange, exchangeRecord, loggable } from "./record.ts";
import { sanitize } from "./redact.ts";
import { type Ended, type Turn, takeTurn } from "./turn.ts";

export type { Done, Outcome, Refused, Skipped } from "./outcome.ts";

/** The remote calls of a manifest, with all that they need. `S` is what their templates read. */
export interface Call<S extends Written> {
  /** The event in the log: `attach`. */
  readonly name: string;
  readonly procedure: Procedure<S>;
  /** What a request saves, the next one reads as `data`, and under every other name that holds the same object. */
  readonly scope: S;
  readonly send: Send;
  readonly clock: Clock;
  readonly log: Log;
  /** Absent: nothing is traced. */
  readonly tracer?: Tracer;
  /** For the log: whom the call is for. */
  readonly about: LogFields;
  /** Texts that neither the log nor an error may show, wherever they turn up. */
  readonly secrets: readonly string[];
}

/**
 * Makes the requests of a procedure one after the other, from the first condition to what is kept of the last answer, and
 * logs each. The first that fails ends it. Never rejects; no failure tells a secret.
 */
export async function runProcedure<S extends Written>(call: Call<S>): Promise<Outcome> {
  const { name, about, tracer = untraced } = call;
  const attributes = { "imlc.app": String(about.app), "imlc.call": name };
  return tracer.span("imlc call", { kind: "client", attributes }, async (span) => {
    const outcome = await runRequests(call);
    if (outcome.kind === "failed") span.fail(outcome.failure.code);
    return outcome;
  });
}

async function runRequests<S extends Written>(call: Call<S>): Promise<Outcome> {
  const { procedure, scope, clock } = call;
  const progress: Progress = {
    temp: isCollection(scope.temp) ? scope.temp : {},
    kept: {},
    secrets: call.secrets,
    deadline: clock.now() + LONGEST,
  };
  let ran = false;
  for (const [index, request] of procedure.requests.entries()) {
    const number = procedure.requests.length > 1 ? index + 1 : undefined;
    const ended = await runRequest(call, request, number, progress);
    if (ended.kind === "failed") return { ...ended, data: progress.kept.data };
    ran ||= ended.kind === "kept";
  }
  const { data, uid, metadata, expires, output = [] } = progress.kept;
  return ran ? { kind: "done", data, uid, metadata, expires, output, temp: progress.temp } : { kind: "skipped" };
}

/** Milliseconds for all requests of a procedure together. */
const LONGEST = 600_000;

/** Sends one request, as often as it is to be repeated, for each page of its answer. */
async function runRequest<S extends Written>(
  call: Call<S>,
  request: ProcedureRequest<S>,
  number: number | undefined,
  progress: Progress,
): Promise<Exclude<Ended, { kind: "again" }>> {
  const { places } = call.procedure;
  const place = (unit: string) => places[number === undefined ? unit : `${number}.${unit}`];
  let page: Page | undefined;
  for (let times = 1; ; times += 1) {
    const ended = await logged(call, number, progress, { call, request, place, times, page, progress });
    if (ended.kind === "again") await call.clock.sleep(ended.after);
    else if (ended.kind !== "kept" || ended.next === undefined) return ended;
    else [page, times] = [ended.next, 0];
  }
}

async function logged<S extends Written>(
  { procedure: { sanitize: paths }, log, name, about }: Call<S>,
  number: number | undefined,
  progress: Progress,
  turn: Turn<S>,
): Promise<Ended> {
  const exchange: Exchange = {};
  const ended = await takeTurn(turn, exchange);
  if (ended.kind === "kept" || ended.kind === "skipped") keep(progress, ended.kept);
  const failure = ended.kind === "failed" ? ended.failure : undefined;
  const record = sanitize(exchangeRecord(exchange, failure), paths ?? [], progress.secrets);
  log(failure === undefined ? "info" : "warn", name, {
    ...about,
    ...(number === undefined ? {} : { step: number }),
    ...loggable(record, paths !== undefined),
  });
  return ended.kind === "failed" ? { ...ended, failure: record.failure ?? ended.failure } : ended;
}
