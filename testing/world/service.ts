import { utf8Bytes } from "../../language/bytes.ts";
import { toJson } from "../../language/json.ts";
import type { Value } from "../../language/values.ts";
import {
  type IncomingAnswer,
  type OutgoingRequest,
  type Send,
  SendError,
  type SendErrorCode,
} from "../../runtime/http/send.ts";

/**
 * What a scripted service answers.
 *
 * @example
 * ```ts
 * import type { ScriptedAnswer } from "imlc/testing";
 *
 * export const busyThenFine: readonly ScriptedAnswer[] = [
 *   { status: 503 },
 *   { body: { id: "h-7" } },
 *   { fails: "timeout" },
 * ];
 * ```
 */
export interface ScriptedAnswer {
  /** Default 200. */
  readonly status?: number | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** A text as it is, anything else as JSON. */
  readonly body?: Value;
  /** There is no answer, for this reason. */
  readonly fails?: Extract<SendErrorCode, "connection-failed" | "timeout"> | undefined;
}

/** What stands where a service would: it gives its answers one after the other, and remembers what it was asked. */
export interface ScriptedService {
  readonly send: Send;
  /** Has it answer so, and forget what it was asked. */
  script(answers: readonly ScriptedAnswer[]): void;
  /** What it was asked since, also what it had no answer for. */
  asked(): readonly OutgoingRequest[];
}

export function createService(): ScriptedService {
  let answers: readonly ScriptedAnswer[] = [];
  let asked: readonly OutgoingRequest[] = [];
  return {
    async send(request) {
      const answer = answers[asked.length];
      asked = [...asked, request];
      if (answer === undefined) throw new SendError("connection-failed", "The test has no answer for this request.");
      if (answer.fails !== undefined) throw new SendError(answer.fails, "The test lets this request fail.");
      return incoming(answer);
    },
    script(next) {
      answers = next;
      asked = [];
    },
    asked: () => asked,
  };
}

function incoming({ status = 200, headers = {}, body }: ScriptedAnswer): IncomingAnswer {
  const named = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value] as const);
  const type = body === undefined || typeof body === "string" ? "text/plain; charset=utf-8" : "application/json";
  const text = body === undefined ? "" : typeof body === "string" ? body : toJson(body);
  return {
    status,
    headers: { ...(body === undefined ? {} : { "content-type": type }), ...Object.fromEntries(named) },
    body: new Uint8Array(utf8Bytes(text)),
  };
}
