import { expect, test } from "vitest";
import { type Kill, type Killing, killAtEach } from "../ledger/killing.ts";

const steps = ["asked", "done", "answered"] as const;
const at = (method: Kill["method"]) => steps.map((step): Kill => ({ method, step }));

/** Each call of each kind of work, at each step of it. */
const everywhere: readonly Killing[] = [
  ...at("POST").map((kill): Killing => ({ work: "attach", app: "plain", kills: [kill] })),
  ...at("PUT").map((kill): Killing => ({ work: "update", app: "updating", kills: [kill] })),
  ...at("DELETE").map((kill): Killing => ({ work: "detach", app: "plain", kills: [kill] })),
  ...at("PUT").map((kill): Killing => ({ work: "renew", app: "updating", kills: [kill] })),
  ...[...at("POST"), ...at("DELETE")].map((kill): Killing => ({ work: "renew", app: "plain", kills: [kill] })),
  // What was begun anew after a first kill is killed once more.
  ...at("POST").map(
    (kill): Killing => ({ work: "attach", app: "plain", kills: [{ method: "POST", step: "done" }, kill] }),
  ),
];

const attached: Kill = { method: "POST", step: "done" };

/** Calls that there are only where the service can be asked. */
const ofListing: readonly Killing[] = [
  ...at("GET").map((kill): Killing => ({ work: "attach", app: "plain", kills: [attached, kill] })),
  ...[...at("GET"), ...at("DELETE"), ...at("POST")].map(
    (kill): Killing => ({ work: "reconcile", app: "plain", kills: [kill] }),
  ),
];

test.each([
  ["lists its hooks", true, [...everywhere.slice(0, -3), ...ofListing]],
  ["knows idempotency keys", false, everywhere],
] as const)(
  "killed at every step of every call, the ledger has what a service has that %s",
  async (_what, lists, killings) => {
    const began = performance.now();
    const outcomes = await killAtEach(killings, lists);
    const seconds = Math.round((performance.now() - began) / 1_000);
    console.log(
      `${killings.length} killings of ${killings.flatMap(({ kills }) => kills).length} calls in ${seconds} s`,
    );
    for (const { about, service, ledger } of outcomes) expect([about, service]).toEqual([about, ledger]);
  },
  1_200_000,
);
