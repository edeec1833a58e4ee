import { expect, test } from "vitest";
import { type Killing, killAtEach } from "./killing.ts";

const some: readonly Killing[] = [
  { work: "attach", app: "updating", kills: [{ method: "POST", step: "done" }] },
  { work: "update", app: "updating", kills: [{ method: "PUT", step: "done" }] },
  { work: "detach", app: "plain", kills: [{ method: "DELETE", step: "answered" }] },
  { work: "renew", app: "plain", kills: [{ method: "POST", step: "done" }] },
];

test.each([
  ["a service that lists its hooks", true],
  ["a service that knows idempotency keys", false],
])(
  "a server that is killed in the middle of calls leaves %s as its ledger is",
  async (_what, lists) => {
    for (const { about, service, ledger } of await killAtEach(some, lists)) {
      expect([about, service]).toEqual([about, ledger]);
    }
  },
  600_000,
);
