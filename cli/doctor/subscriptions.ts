import { existsSync } from "node:fs";
import { openUnchanged } from "../../runtime/engine/sqlite/database.ts";
import { plural } from "../report/summary.ts";
import type { Examined } from "./examined.ts";

/** Whether the subscriptions of a store are as they should be; nothing, if it cannot be read, for then it is said elsewhere. */
export function examineSubscriptions(file: string): readonly Examined[] {
  const all = existsSync(file) ? tally(file) : [];
  const wrong = all.filter(({ what }) => what !== undefined);
  const subject = "Subscriptions";
  const count = all.reduce((sum, { count }) => sum + count, 0);
  if (count === 0) return [];
  if (wrong.length === 0) {
    return [{ subject, status: "ok", message: `${plural(count, "subscription")}: none has failed or is disabled.` }];
  }
  return [...new Set(wrong.map(({ webhook }) => webhook))].map((webhook): Examined => {
    const here = wrong.filter((one) => one.webhook === webhook);
    const said = here.map(({ what, count }) => `${count} ${what}`).join(", ");
    return { subject, status: "warning", message: `Of ${webhook}: ${said}.`, advice: adviceFor(webhook, here) };
  });
}

interface Tallied {
  /** `APP/WEBHOOK`. */
  readonly webhook: string;
  /** What is wrong with them; undefined: nothing. */
  readonly what: Wrong | undefined;
  readonly count: number;
}

type Wrong = "attach-failed" | "detach-failed" | "disabled";

function tally(file: string): readonly Tallied[] {
  try {
    const db = openUnchanged(file);
    try {
      // The columns of the first version of the tables: an older store can be looked at, too.
      const rows = db.prepare(
        `SELECT c.app || '/' || s.webhook AS webhook, count(*) AS count,
           CASE WHEN s.state IN ('attach-failed', 'detach-failed') THEN s.state
                WHEN s.disabled IS NOT NULL THEN 'disabled' END AS what
         FROM subscription s JOIN connection c ON c.seq = s.connection WHERE s.state <> 'detached'
         GROUP BY webhook, what ORDER BY webhook, what`,
      );
      return rows.all().map(({ webhook, count, what }) => ({
        webhook: String(webhook),
        count: Number(count),
        what: WRONG.find((one) => one === what),
      }));
    } finally {
      db.close();
    }
  } catch {
    return [];
  }
}

const WRONG: readonly Wrong[] = ["attach-failed", "detach-failed", "disabled"];

function adviceFor(webhook: string, wrong: readonly Tallied[]): string {
  const failed = wrong.some(({ what }) => what !== "disabled");
  const disabled = wrong.some(({ what }) => what === "disabled");
  return [
    ...(failed
      ? [
          `\`GET /admin/subscriptions\` says why, \`POST /admin/subscriptions/{id}/retry\` tries again, and \`imlc reconcile ${webhook}\` shows what the service has instead.`,
        ]
      : []),
    ...(disabled ? ['`PATCH /admin/subscriptions/{id}` with `{"disabled": false}` lets deliveries go on.'] : []),
  ].join(" ");
}
