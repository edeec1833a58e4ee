import type { Context } from "../../../runtime/context.ts";
import type { OutgoingRequest } from "../../../runtime/http/send.ts";
import { createService, type ScriptedAnswer } from "../../../testing/world/service.ts";
import { PUBLIC_URL } from "./sign.ts";

/** A request that would have been sent. */
export interface Sent {
  readonly request: OutgoingRequest;
  /** What the service answers; undefined: it has no answer left. */
  readonly answer: ScriptedAnswer | undefined;
  /** Which of the procedures it is of, as `attach`, and the number of the request where it has several. */
  readonly procedure: string;
  readonly step: number | undefined;
}

/** What stands where the service, the clock and the log would. */
export interface Scripted {
  readonly context: Pick<Context, "send" | "clock" | "log" | "common" | "publicUrl">;
  /** Whether the service has an answer left. */
  hasAnswer(): boolean;
  /** What was asked for, in order. */
  sent(): readonly Sent[];
}

/** What a host adds to `common` of its apps: here there is none. */
export const noHost: Pick<Context, "common"> = { common: () => ({}) };

/** A service that gives these answers, at a time that only pauses move on. */
export function createScripted(answers: readonly ScriptedAnswer[], start: number): Scripted {
  const service = createService();
  service.script(answers);
  let now = start;
  let told: readonly Sent[] = [];
  return {
    context: {
      ...noHost,
      send: service.send,
      clock: {
        now: () => now,
        sleep: async (milliseconds) => {
          now += milliseconds;
        },
      },
      // Each request is logged when it is over: only then is it told which one it was.
      log(_level, procedure, { step } = {}) {
        const numbered = typeof step === "number" ? step : undefined;
        const more = service.asked().slice(told.length);
        const known = more.map((request, index): Sent => {
          return { request, answer: answers[told.length + index], procedure, step: numbered };
        });
        told = [...told, ...known];
      },
      publicUrl: PUBLIC_URL,
    },
    hasAnswer: () => service.asked().length < answers.length,
    sent: () => told,
  };
}
