import { isCollection } from "../../../language/kinds.ts";
import type { Collection } from "../../../language/values.ts";
import { commonOf } from "../../../runtime/common.ts";
import { askService } from "../../../runtime/ledger/call.ts";
import type { CallOutcome, Owner, ScriptedService } from "../playground.ts";
import { collectionIn } from "./collection.ts";
import { compile, type Ready, type Texts } from "./compiled.ts";
import { askConnection } from "./connection-call.ts";
import { fittingAnswers } from "./fitting.ts";
import { placeFinder } from "./places.ts";
import { createScripted } from "./scripted.ts";
import { endOfCall, notCalled, type Playing, scriptOf, toldOf, unreadable } from "./told.ts";

/** What became of the calls for one user, and what attach has saved. */
export interface Conversation {
  readonly outcomes: readonly CallOutcome[];
  readonly saved: Collection;
}

/** The calls of the service for the user that is chosen; none of an app that cannot be compiled. */
export async function callsOf(
  app: string,
  texts: Texts,
  owners: readonly Owner[],
  { user, answers }: ScriptedService,
  now: number,
): Promise<readonly CallOutcome[]> {
  const compiled = await compile(app, texts);
  if (compiled.kind === "none") return [];
  const owner = owners.find(({ name }) => name === user) ?? owners[0] ?? nobody;
  const { outcomes } = await converse(compiled, { owner, answers, find: placeFinder(texts), now });
  return outcomes;
}

/**
 * Calls the service for one user, from the connection to detach, by what does so in production. Each call reads what those
 * before it have kept; of a connection that failed, what the user gave.
 */
export async function converse(
  { hook, module, analysis }: Ready,
  given: Omit<Playing, "module" | "analysis">,
): Promise<Conversation> {
  const playing: Playing = { ...given, module, analysis };
  const { owner, now } = playing;
  const connected = await askConnection(playing);
  const common = commonOf({ common: () => ({}) }, module);
  const around = { connection: connected.kept, common, timezone: hook.module.timezone ?? "UTC" };
  const webhook = analysis.webhooks.find(({ id }) => id === hook.webhook);
  const parameters = collectionIn(owner.parameters);
  const outcomes = connected.outcome ? [connected.outcome] : [];
  let saved: Collection = {};
  let afterAttach: Collection | undefined;
  for (const [index, call] of calls.entries()) {
    const procedure = hook.module[call];
    if (procedure === undefined) continue;
    const declared = playing.find(procedure.places.request ?? procedure.places["1.request"]);
    const about = { call, fitting: fittingAnswers(webhook?.[call], owner.uid), declared };
    const script = scriptOf(playing, about);
    if (script.kind === "unreadable") outcomes.push(unreadable(about, script.problems));
    else if (call !== "attach" && hook.module.attach !== undefined && afterAttach === undefined)
      outcomes.push(notCalled(about));
    else {
      const scripted = createScripted(module, script.answers, now);
      const party = {
        app: hook.app,
        webhook: hook.webhook,
        connection: owner.name,
        id: SUBSCRIPTION,
        parameters,
        saved,
      };
      const ended = await askService(scripted.context, call, party, around, `${CALLS}${index + 1}`);
      const known = { paths: procedure.sanitize ?? [], beside: [around.connection, common, saved] };
      const told = { scripted, known, procedures: { [call]: procedure }, ...endOfCall(call, ended) };
      outcomes.push(toldOf(playing, about, told));
      if (ended.kind === "done" && isCollection(ended.data)) saved = { ...saved, ...ended.data };
      if (call === "attach" && ended.kind !== "failed") afterAttach = saved;
    }
  }
  return { outcomes, saved: afterAttach ?? {} };
}

const calls = ["attach", "update", "detach"] as const;

/** Who is called for where nobody has subscribed. */
const nobody: Owner = { name: "somebody", uid: "", connection: "", parameters: "" };

/** Ids that stay the same, so that what is looked at does not change while somebody types. */
const CALLS = "01900000-0000-7000-8000-00000000000";
const SUBSCRIPTION = `${CALLS}0`;
