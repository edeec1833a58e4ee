import type { Collection } from "../../../language/values.ts";
import type { Failure } from "../../../runtime/engine/engine.ts";
import type { Called, NotThere } from "../../../runtime/ledger/call.ts";
import { isGone } from "../../../runtime/ledger/release.ts";
import type { Refused } from "../../../runtime/procedure/run.ts";
import { readAnswers } from "../../../testing/fixture/answers.ts";
import type { Answers, CallName, CallOutcome, Exchange, Owner, Place } from "../playground.ts";
import type { Ready } from "./compiled.ts";
import { type Known, redactedRequest, redactedValues } from "./redacted.ts";
import type { Scripted, Sent } from "./scripted.ts";

/** Whom the service is called for, and what it answers. */
export interface Setting {
  readonly owner: Owner;
  readonly answers: Answers;
  readonly find: (place: string | undefined) => Place | undefined;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** What all calls of one user have. */
export type Playing = Setting & Pick<Ready, "hook" | "module" | "analysis">;

/** Which call it is. */
export interface About {
  readonly call: CallName;
  /** What the service answers where nothing else is said. */
  readonly fitting: string;
  /** Where its first request is declared. */
  readonly declared: Place | undefined;
}

/** How a call ended. */
export interface Ended extends Pick<CallOutcome, "said" | "advice" | "tone"> {
  readonly kept: Collection;
  readonly failure: Failure | undefined;
}

/** What is told of a call that was played. */
export interface Played extends Ended {
  readonly scripted: Scripted;
  readonly known: Known;
  /** Where the requests of its procedures are declared. */
  readonly procedures: Readonly<Record<string, { readonly places: Readonly<Record<string, string>> } | undefined>>;
}

/** What the service answers to a call: what somebody wrote, or else what fits. */
export function scriptOf({ answers }: Playing, { call, fitting }: About): ReturnType<typeof readAnswers> {
  const written = answers[call] ?? "";
  return readAnswers({ uri: "answers", text: written.trim() === "" ? fitting : written });
}

/** The outcome of a call that was played. */
export function toldOf({ find }: Playing, about: About, played: Played): CallOutcome {
  const { scripted, known, procedures, kept, failure, said, advice, tone } = played;
  const sent = scripted.sent();
  const isOut = sent.at(-1)?.answer === undefined && sent.length > 0;
  const shown = (each: Sent): Exchange => {
    const { places = {} } = procedures[each.procedure] ?? {};
    const place = find(places[each.step === undefined ? "request" : `${each.step}.request`]);
    return { ...redactedRequest(each.request, known), status: statusOf(each), place };
  };
  return {
    ...about,
    exchanges: sent.map(shown),
    said: isOut && failure ? "There is no answer left for the last request." : said,
    advice: isOut && failure ? "Add one to the list of what the service answers." : advice,
    tone,
    kept: redactedValues(kept, known).filter(({ value }) => value !== "{}"),
    place: find(failure?.place) ?? about.declared,
  };
}

/** The outcome of a call whose answers are none. */
export function unreadable(about: About, problems: readonly string[]): CallOutcome {
  const said = `What the service answers cannot be read: ${problems.join(" ")}`;
  return { ...about, exchanges: [], said, advice: undefined, tone: "bad", kept: [], place: about.declared };
}

/** The outcome of a call that is not made, because there is no hook. */
export function notCalled(about: About): CallOutcome {
  const said = "Attach has failed, so there is nothing that this call could be about.";
  return { ...about, exchanges: [], said, advice: undefined, tone: "", kept: [], place: about.declared };
}

/** What is told of a call that failed. */
export function failedEnd({ failure }: Pick<Refused, "failure">, advice?: string): Ended {
  return { ...unfailing, said: failure.message, advice, tone: "bad", failure };
}

/** Of how a call ended what most ends have. */
export const unfailing = { advice: undefined, kept: {}, failure: undefined } as const;

/** What is told of attach, update or detach. */
export function endOfCall(call: Exclude<CallName, "connection">, ended: Exclude<Called, NotThere>): Ended {
  switch (ended.kind) {
    case "done":
      return { ...unfailing, said: ends[call], tone: "good", kept: { data: ended.data } };
    case "skipped":
      return { ...unfailing, said: "No `condition` is true, so nothing is sent; that is as good as done.", tone: "" };
    case "failed":
      if (call === "detach" && isGone(ended)) return { ...unfailing, said: GONE, tone: "good" };
      return failedEnd(
        ended,
        ended.transient ? "It would be tried again: add what the service answers then." : undefined,
      );
  }
}

const GONE = "The service does not know the hook any more, so it is detached.";

const ends = {
  attach: "The user has subscribed. Detach reads what is saved as `webhook`, and the webhook reads it as `data`.",
  update: "The subscription has its new parameters.",
  detach: "The user has left.",
} as const;

function statusOf({ answer }: Sent): number | undefined {
  return answer === undefined || answer.fails !== undefined ? undefined : (answer.status ?? 200);
}
