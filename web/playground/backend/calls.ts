import { isCollection } from "../../../language/kinds.ts";
import type { Collection } from "../../../language/values.ts";
import { commonOf } from "../../../runtime/common.ts";
import { askService, type Called } from "../../../runtime/ledger/call.ts";
import type { Party, Surroundings } from "../../../runtime/ledger/party.ts";
import { collectionIn } from "../collection.ts";
import type { CallOutcome, Owner, ScriptedService } from "../playground.ts";
import { compile, type Ready, type Texts } from "./compiled.ts";
import { askConnection } from "./connection-call.ts";
import { fittingAnswers } from "./fitting.ts";
import { placeFinder } from "./places.ts";
import { createScripted, noHost } from "./scripted.ts";
import { endOfCall, notCalled, type Playing, type Setting, scriptOf, toldOf, unreadable } from "./told.ts";

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
export async function converse(ready: Ready, setting: Setting): Promise<Conversation> {
  const { hook, module } = ready;
  const playing: Playing = { ...setting, ...ready };
  const connected = await askConnection(playing);
  const around: Surroundings = {
    connection: connected.kept,
    common: commonOf(noHost, module),
    timezone: hook.module.timezone ?? "UTC",
  };
  const parameters = collectionIn(setting.owner.parameters) ?? {};
  const outcomes = connected.outcome ? [connected.outcome] : [];
  let saved: Collection = {};
  let afterAttach: Collection | undefined;
  for (const call of calls) {
    const isHookless = call !== "attach" && hook.module.attach !== undefined && afterAttach === undefined;
    const played = await play(playing, call, { parameters, saved }, around, isHookless);
    if (played === undefined) continue;
    const { outcome, ended } = played;
    outcomes.push(outcome);
    if (ended?.kind === "done" && isCollection(ended.data)) saved = { ...saved, ...ended.data };
    if (call === "attach" && ended !== undefined && ended.kind !== "failed") afterAttach = saved;
  }
  return { outcomes, saved: afterAttach ?? {} };
}

/** What became of a call, and how it ended if it was made. */
interface Play {
  readonly outcome: CallOutcome;
  readonly ended: Called | undefined;
}

/** Makes a call, if the app has it; after a failure that may pass again, as long as the service has answers left. */
async function play(
  playing: Playing,
  call: (typeof calls)[number],
  own: Pick<Party, "parameters" | "saved">,
  around: Surroundings,
  isHookless: boolean,
): Promise<Play | undefined> {
  const { hook, analysis, owner, find, now } = playing;
  const { app, webhook } = hook;
  const procedure = hook.module[call];
  if (procedure === undefined) return undefined;
  const units = analysis.webhooks.find(({ id }) => id === webhook)?.[call];
  const declared = find(procedure.places.request ?? procedure.places["1.request"]);
  const about = { call, fitting: fittingAnswers(units, owner.uid), declared };
  const script = scriptOf(playing, about);
  if (script.kind === "unreadable") return { outcome: unreadable(about, script.problems), ended: undefined };
  if (isHookless) return { outcome: notCalled(about), ended: undefined };
  const scripted = createScripted(script.answers, now);
  const party: Party = { app, webhook, connection: owner.name, id: SUBSCRIPTION, ...own };
  const ask = () => askService(scripted.context, { name: call, procedure }, party, around, ids[call]);
  let ended = await ask();
  while (ended.kind === "failed" && ended.transient && scripted.hasAnswer()) ended = await ask();
  const known = { paths: procedure.sanitize ?? [], beside: [around.connection, around.common, own.saved] };
  const told = { scripted, known, procedures: { [call]: procedure }, ...endOfCall(call, ended) };
  return { outcome: toldOf(playing, about, told), ended };
}

const calls = ["attach", "update", "detach"] as const;

/** Who is called for where nobody has subscribed. */
const nobody: Owner = { name: "somebody", uid: "", connection: "", parameters: "" };

/** Ids that stay the same, so that what is looked at does not change while somebody types. */
const SUBSCRIPTION = "01900000-0000-7000-8000-000000000000";
const ids: Readonly<Record<(typeof calls)[number], string>> = {
  attach: "01900000-0000-7000-8000-000000000001",
  update: "01900000-0000-7000-8000-000000000002",
  detach: "01900000-0000-7000-8000-000000000003",
};
