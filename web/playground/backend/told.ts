import type { AppAnalysis } from "../../../compiler/index.ts";
import type { Collection } from "../../../language/values.ts";
import type { AppModule } from "../../../runtime/contract.ts";
import type { Failure } from "../../../runtime/engine/engine.ts";
import type { Called } from "../../../runtime/ledger/call.ts";
import { isGone } from "../../../runtime/ledger/release.ts";
import { readAnswers } from "../../../testing/fixture/answers.ts";
import type { Answers, CallName, CallOutcome, Exchange, Owner, Place } from "../playground.ts";
import { type Known, redactedRequest, redactedValues } from "./redacted.ts";
import type { Scripted, Sent } from "./scripted.ts";

/** What all calls of one user have. */
export interface Playing {
  readonly module: AppModule;
  readonly analysis: AppAnalysis;
  readonly owner: Owner;
  readonly answers: Answers;
  readonly find: (place: string | undefined) => Place | undefined;
  /** Epoch milliseconds. */
  readonly now: number;
}

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
export function failedEnd({ failure, transient }: { readonly failure: Failure; readonly transient: boolean }): Ended {
  const advice = transient ? "It would be tried again, for this may pass." : undefined;
  return { said: failure.message, advice, tone: "bad", kept: {}, failure };
}

/** What is told of attach, update or detach. */
export function endOfCall(call: Exclude<CallName, "connection">, ended: Called): Ended {
  const well = (said: string, kept: Collection = {}): Ended => {
    return { said, advice: undefined, tone: "good", kept, failure: undefined };
  };
  switch (ended.kind) {
    case "done":
      return well(ends[call], { data: ended.data });
    case "skipped":
      return { ...well("No `condition` is true, so nothing is sent; that is as good as done."), tone: "" };
    case "absent":
      return well("The app has no such call.");
    case "failed":
      if (call === "detach" && isGone(ended))
        return well("The service does not know the hook any more, so it is detached.");
      return failedEnd(ended);
  }
}

const ends = {
  attach: "The user has subscribed. What is saved is `webhook` of detach, and `data` of the webhook.",
  update: "The subscription has its new parameters.",
  detach: "The user has left.",
} as const;

function statusOf({ answer }: Sent): number | undefined {
  return answer === undefined || answer.fails !== undefined ? undefined : (answer.status ?? 200);
}
