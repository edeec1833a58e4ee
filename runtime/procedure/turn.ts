import { encodeValue } from "../../language/codec.ts";
import { open } from "../../language/read.ts";
import type { ReplyScope } from "../../language/scopes.ts";
import type { Value } from "../../language/values.ts";
import type { ProcedureRequest } from "../contract.ts";
import { retryAfterOf } from "../deliver/schedule.ts";
import { RuntimeError } from "../errors.ts";
import { failureOf } from "../failure.ts";
import { SendError, type SendErrorCode } from "../http/send.ts";
import { exceeds } from "../receive/limits.ts";
import { type Answer, answerBody } from "./answer.ts";
import type { Refused } from "./outcome.ts";
import { outputOf } from "./output.ts";
import { nextPage, type Page } from "./pages.ts";
import { type Kept, type Progress, scopeNow, type Written, write } from "./progress.ts";
import type { Exchange } from "./record.ts";
import { leafTexts } from "./redact.ts";
import { refusalOf } from "./refusal.ts";
import { pauseBeforeRepeat } from "./repeat.ts";
import { requestOf } from "./request.ts";
import type { Call } from "./run.ts";

/** One request's turn to be sent. */
export interface Turn<S extends Written> {
  readonly call: Call<S>;
  readonly request: ProcedureRequest<S>;
  /** The source place of one of its units. */
  readonly place: (unit: string) => string | undefined;
  /** How many times it was sent, this time included. */
  readonly times: number;
  /** The page that is asked for; undefined: the first one. */
  readonly page: Page | undefined;
  readonly progress: Progress;
}

/** How it ended; `again` means that the request is to be repeated after so many milliseconds, `next` that there is another page. */
export type Ended =
  | { readonly kind: "kept"; readonly kept: Kept; readonly next?: Page }
  | { readonly kind: "skipped"; readonly kept: Kept }
  | { readonly kind: "again"; readonly after: number }
  | Refused;

/** Sends a request once, judges the answer, and takes from it what is kept. Writes down what it does while it does it. */
export async function takeTurn<S extends Written>(turn: Turn<S>, exchange: Exchange): Promise<Ended> {
  const at = { unit: "temp" };
  try {
    return await sendAndJudge(turn, exchange, at);
  } catch (error) {
    if (!(error instanceof SendError)) {
      return { kind: "failed", failure: failureOf(error, turn.place(at.unit)), transient: false };
    }
    const { code, message } = error;
    return {
      kind: "failed",
      failure: { code, message, place: turn.place("request") },
      transient: TRANSIENT.has(code),
    };
  }
}

const TRANSIENT: ReadonlySet<SendErrorCode> = new Set(["connection-failed", "timeout"]);

async function sendAndJudge<S extends Written>(
  turn: Turn<S>,
  exchange: Exchange,
  at: { unit: string },
): Promise<Ended> {
  const { call, request, progress, page } = turn;
  if (page === undefined) write(progress, request.temp?.(scopeNow(call.scope, progress)));
  const scope = scopeNow(call.scope, progress);
  at.unit = "condition";
  if (page === undefined && request.condition?.(scope) === false) {
    at.unit = "condition.default";
    const standIn = request.conditionDefault?.(scope);
    return { kind: "skipped", kept: standIn === undefined ? {} : { output: [standIn] } };
  }
  at.unit = "request";
  const answer = await answerTo(turn, scope, exchange, at);
  const { status, headers } = answer;
  at.unit = "response.temp";
  const before: ReplyScope & S = { ...scope, body: open(exchange.body), headers, statusCode: status };
  const learned = request.responseTemp?.(before);
  write(progress, learned);
  progress.secrets = [...progress.secrets, ...leafTexts(learned)];
  const reply: ReplyScope & S = { ...before, temp: scopeNow(call.scope, progress).temp };
  at.unit = "response.valid";
  const refusal = refusalOf(request, reply, exchange.answer !== undefined, at);
  if (refusal !== undefined) {
    const { code, message } = refusal;
    const failure = { code, message, place: turn.place("request") };
    const retryAfter = retryAfterOf(headers["retry-after"], call.clock.now());
    return { kind: "failed", failure, status, retryAfter, transient: status === 429 || status >= 500 };
  }
  at.unit = "repeat.condition";
  const after = pauseBeforeRepeat(request, scope, reply, turn.times);
  if (after === undefined) return keptAndNext(turn, reply, exchange, at);
  if (call.clock.now() + after < progress.deadline) return { kind: "again", after };
  throw late();
}

function keptAndNext<S extends Written>(
  { request, page }: Turn<S>,
  reply: ReplyScope & S,
  { spec: sent }: Exchange,
  at: { unit: string },
): Ended {
  const kept = keptOf(request, reply, page?.output ?? [], at);
  const next = sent && nextPage(request, reply, { page, sent, output: kept.output ?? [] }, at);
  return { kind: "kept", kept, next };
}

/** What the service answers, or nothing for a request without a `url`. */
async function answerTo<S extends Written>(
  { call, request, progress, page }: Turn<S>,
  scope: S,
  exchange: Exchange,
  at: { unit: string },
): Promise<Answer> {
  if (request.request === undefined) return { status: 0, headers: {} };
  if (page !== undefined) at.unit = "pagination";
  exchange.spec = page?.request ?? request.request(scope);
  const outgoing = requestOf(exchange.spec);
  exchange.request = outgoing;
  const left = progress.deadline - call.clock.now();
  if (left <= 0) throw late();
  exchange.answer = await call.send({ ...outgoing, timeout: Math.min(outgoing.timeout, left) });
  at.unit = "response.type";
  exchange.body = answerBody(exchange.answer, request.responseType?.(scope));
  return exchange.answer;
}

function late(): RuntimeError {
  return new RuntimeError(
    "procedure-deadline",
    504,
    "The requests took too long together; all of them have 10 minutes.",
  );
}

function keptOf<S extends Written>(
  request: ProcedureRequest<S>,
  reply: ReplyScope & S,
  before: readonly Value[],
  at: { unit: string },
): Kept {
  const kept: Partial<Record<"data" | "uid" | "metadata" | "expires", Value>> = {};
  const output = outputOf(request, reply, before, at);
  for (const unit of ["data", "uid", "metadata", "expires"] as const) {
    at.unit = `response.${unit}`;
    kept[unit] = request[unit]?.(reply);
  }
  at.unit = "response.data";
  if (!exceeds(encodeValue(kept.data), MAX_DATA)) return { ...kept, output };
  throw new RuntimeError("data-too-large", 502, `What \`response.data\` keeps may have ${MAX_DATA} bytes.`);
}

/** Bytes of what one request may keep. */
const MAX_DATA = 64 * 1024;
