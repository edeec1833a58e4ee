import type { Sides } from "./difference.ts";
import { differing, type Found, failureDifference } from "./found.ts";
import { paired } from "./items.ts";
import { type Element, type Outcome, textOf } from "./outcome.ts";
import { type OwnersOf, pairDifferences, presence } from "./pair.ts";
import type { RecordedRequest } from "./recorded.ts";
import { replyChanges } from "./reply.ts";

/** Where what a request came to differs. What follows from a difference that was told is not told as another one. */
export async function differencesOf(
  outcomes: Sides<Outcome>,
  request: RecordedRequest,
  owners: OwnersOf | undefined,
): Promise<readonly Found[]> {
  const { old, new: now } = outcomes;
  if (isSame(old, now) && !needsOwner(now) && !needsOwner(old)) return [];
  const failure = failureDifference({ old: old.received.failure, new: now.received.failure }, undefined);
  if (failure !== undefined) return [failure];
  const [was, is] = [old.stage === "handshake", now.stage === "handshake"];
  if (was !== is) return differing("handshake", was, is, "verification.condition");
  const reply = replyDifferences(outcomes, is ? "verification.respond" : "respond");
  const rest =
    old.stage === now.stage
      ? await itemsDifferences(outcomes, request, owners)
      : differing("condition", old.stage === "taken", now.stage === "taken", "condition");
  return [...reply, ...rest];
}

function isSame(old: Outcome, now: Outcome): boolean {
  const repeats = ({ elements }: Outcome): readonly boolean[] => elements.map(({ isRepeat }) => isRepeat);
  return JSON.stringify([old.received, repeats(old)]) === JSON.stringify([now.received, repeats(now)]);
}

/** Whether there is more to an item than what `receive` makes of it. */
function needsOwner({ module: { communication }, received: { items } }: Outcome): boolean {
  return items.length > 0 && (communication.ownerOutput ?? communication.ownerCondition) !== undefined;
}

function replyDifferences({ old, new: now }: Sides<Outcome>, unit: string): readonly Found[] {
  return replyChanges({ old: old.received.reply, new: now.received.reply }).map((change) => ({ ...change, unit }));
}

async function itemsDifferences(
  { old, new: now }: Sides<Outcome>,
  request: RecordedRequest,
  owners: OwnersOf | undefined,
): Promise<readonly Found[]> {
  const unit = now.stage === "left-out" ? "condition.default" : "iterate";
  const { pairs, removed, added, isReordered } = paired({ old: old.elements, new: now.elements });
  const modules = { old: old.module, new: now.module };
  const within = await Promise.all(pairs.map((pair) => pairDifferences(pair, modules, request, owners)));
  return [
    ...removed.filter(counts).map((element) => presence(element, { old: textOf(element), new: undefined }, unit)),
    ...added.filter(counts).map((element) => presence(element, { old: undefined, new: textOf(element) }, unit)),
    ...(isReordered ? [ORDER] : []),
    ...within.flat(),
  ];
}

function counts({ isRepeat }: Element): boolean {
  return !isRepeat;
}

const ORDER: Found = { kind: "order", path: [], values: { old: undefined, new: undefined }, unit: "iterate" };
