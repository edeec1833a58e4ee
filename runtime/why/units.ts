import type { Webhook } from "../contract.ts";
import type { Observed, UnitName } from "../receive/observe.ts";
import { type Reading, readingsOf } from "./reads.ts";
import type { Stage } from "./trace.ts";

interface UnitRow {
  readonly stage: Stage;
  /** Its function; what that may read depends on the unit. */
  readonly of: (webhook: Webhook) => ((scope: never) => unknown) | undefined;
}

/** The units of a webhook that `receive` evaluates. */
const rows: Readonly<Record<UnitName, UnitRow>> = {
  "verification.condition": { stage: "verification", of: ({ verification }) => verification?.condition },
  "verification.respond": { stage: "verification", of: ({ verification }) => verification?.respond },
  condition: { stage: "condition", of: ({ condition }) => condition },
  "condition.default": { stage: "condition", of: ({ conditionDefault }) => conditionDefault },
  iterate: { stage: "iterate", of: ({ iterate }) => iterate },
  "iterate.condition": { stage: "iterate", of: ({ iterateCondition }) => iterateCondition },
  dedupe: { stage: "dedupe", of: ({ dedupe }) => dedupe },
  platformEvent: { stage: "platform", of: ({ platformEvent }) => platformEvent },
  uid: { stage: "uid", of: ({ uid }) => uid },
  output: { stage: "output", of: ({ output }) => output },
  respond: { stage: "respond", of: ({ respond }) => respond },
};

/** The stage to which a unit belongs. */
export function stageOf(unit: UnitName): Stage {
  return rows[unit].stage;
}

/** Whether the manifest has a unit. */
export function hasUnit(webhook: Webhook, unit: UnitName): boolean {
  return rows[unit].of(webhook) !== undefined;
}

/** What a unit read when it was observed; nothing if the manifest does not have it. */
export function readingsIn(webhook: Webhook, { unit, scope }: Observed): readonly Reading[] {
  const run = rows[unit].of(webhook);
  return run === undefined ? [] : readingsOf(run, scope);
}
