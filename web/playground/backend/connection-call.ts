import type { Collection } from "../../../language/values.ts";
import { commonOf } from "../../../runtime/common.ts";
import { ask } from "../../../runtime/connection/register.ts";
import type { Stepped } from "../../../runtime/connection/step.ts";
import { collectionIn } from "../collection.ts";
import type { CallOutcome } from "../playground.ts";
import { fittingAnswers } from "./fitting.ts";
import { createScripted, noHost } from "./scripted.ts";
import { type Ended, failedEnd, type Playing, scriptOf, toldOf, unfailing, unreadable } from "./told.ts";

/** What the connection is for other calls, and what became of asking the service whose it is, if the app does. */
export interface Connected {
  readonly kept: Collection;
  readonly outcome: CallOutcome | undefined;
}

/** Asks the service whose the connection is that a user has made, as the manifest of the first connection says. */
export async function askConnection(playing: Playing): Promise<Connected> {
  const { module: app, analysis, owner, find, now } = playing;
  const parameters = collectionIn(owner.connection) ?? {};
  const [name] = Object.keys(app.connections);
  const module = name === undefined ? undefined : app.connections[name];
  const { preauthorize, token, authorize } = module?.oauth ?? {};
  // Whom the service itself lets in has a token before it is asked; it is among what the user gives here.
  const first = authorize === undefined ? { preauthorize, token } : {};
  const procedures = { ...first, connect: module?.connect };
  const [declaring] = Object.values(procedures).filter((procedure) => procedure !== undefined);
  if (name === undefined || module === undefined || declaring === undefined) {
    return { kept: parameters, outcome: undefined };
  }
  const { communication } = analysis.connections.find(({ id }) => id === name) ?? {};
  const skipped = ["authorize", "refresh", "invalidate", ...(authorize ? ["preauthorize", "token"] : [])];
  const fitting = fittingAnswers(communication, owner.uid, skipped);
  const declared = find(declaring.places.request ?? declaring.places["1.request"]);
  const about = { call: "connection", fitting, declared } as const;
  const script = scriptOf(playing, about);
  if (script.kind === "unreadable") return { kept: parameters, outcome: unreadable(about, script.problems) };
  const scripted = createScripted(script.answers, now);
  const wanted = { app, id: owner.name, connection: name, parameters, data: {} };
  const stepped = await ask(scripted.context, wanted, name);
  const learned = stepped.kind === "done" ? stepped.account.learned.data : {};
  const kept = { ...parameters, ...learned };
  const known = {
    paths: Object.values(procedures).flatMap((procedure) => procedure?.sanitize ?? []),
    beside: [kept, commonOf(noHost, app, module)],
  };
  const outcome = toldOf(playing, about, { scripted, known, procedures, ...endOf(stepped, owner.uid) });
  return { kept, outcome };
}

function endOf(stepped: Stepped, expected: string): Ended {
  if (stepped.kind === "failed") {
    return failedEnd(stepped, stepped.transient ? "This may pass, so the user may connect again." : undefined);
  }
  const { uid, data, metadata } = stepped.account.learned;
  const kept = { uid, data, ...(metadata === undefined ? {} : { metadata: JSON.parse(metadata) }) };
  if (!stepped.asked) return { ...unfailing, said: "Its `condition` is false, so nothing is asked.", tone: "", kept };
  if (uid === undefined) {
    const advice = "Say by `response.uid` where the answer has who the user is.";
    return { ...unfailing, said: "Nobody can tell whose the connection is.", advice, tone: "bad", kept };
  }
  const isOther = expected !== "" && expected !== uid;
  const advice = isOther ? `Below it has the uid ${expected}, and so gets the items of ${expected}.` : undefined;
  return { ...unfailing, said: `The connection is that of the user ${uid}.`, advice, tone: "good", kept };
}
