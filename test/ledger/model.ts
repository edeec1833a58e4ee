import fc from "fast-check";
import { createSecrets } from "../../runtime/secrets.ts";
import { sealParameters } from "../../runtime/stored.ts";
import type { Service } from "./service.ts";
import { attachTwice, type HooksWebhook, listing, openWorld, update, wanted } from "./world.ts";

/** What may happen to a ledger. A crash kills the process at its n-th effect; the next one begins then. */
type Step =
  | { readonly kind: "create"; readonly connection: string; readonly channel: string }
  | { readonly kind: "remove" | "retry"; readonly which: number }
  | { readonly kind: "change"; readonly which: number; readonly channel: string }
  | { readonly kind: "pass"; readonly hours: number }
  /** `method`: of the requests that fail; undefined: all of them. */
  | { readonly kind: "break"; readonly status: number | undefined; readonly method: "PUT" | undefined }
  | { readonly kind: "crash"; readonly at: number; readonly before: boolean };

const connections = ["ada", "ben", "second-of-ada"];
const channels = ["general", "random"];
const channel = fc.constantFrom(...channels);
const which = fc.nat(20);
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    arbitrary: fc.record({ kind: fc.constant("create"), connection: fc.constantFrom(...connections), channel }),
    weight: 4,
  },
  { arbitrary: fc.record({ kind: fc.constantFrom("remove", "retry"), which }), weight: 3 },
  { arbitrary: fc.record({ kind: fc.constant("change"), which, channel }), weight: 2 },
  { arbitrary: fc.record({ kind: fc.constant("pass"), hours: fc.integer({ min: 1, max: 40 }) }), weight: 2 },
  {
    arbitrary: fc.record({
      kind: fc.constant("break"),
      status: fc.constantFrom(undefined, 429, 503),
      method: fc.constantFrom(undefined, "PUT"),
    }),
    weight: 1,
  },
  {
    arbitrary: fc.record({ kind: fc.constant("crash"), at: fc.integer({ min: 1, max: 12 }), before: fc.boolean() }),
    weight: 3,
  },
);

/** Steps that come at once, one group after the other. */
const life = fc.array(fc.array(step, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 8 });

const webhooks: readonly HooksWebhook[] = [
  { listing },
  { listing, update },
  { listing, expires: ({ webhook }) => webhook?.expires },
  { listing, update, expires: ({ webhook }) => webhook?.expires },
  { listing, attach: attachTwice, update },
  { listing, attach: attachTwice, expires: ({ webhook }) => webhook?.expires },
];

function brokenBy({ status, method }: Step & { readonly kind: "break" }): Service["broken"] {
  if (status === undefined) return undefined;
  return (asked) => (method === undefined || asked.method === method ? { status } : undefined);
}

const LIFETIME = 48 * 3_600_000;

/** Lives so many lives of a ledger, and finds one after which the service has other hooks than the ledger, if there is one. */
export async function liveAndCompare(runs: number, seed: number): Promise<void> {
  const secrets = await createSecrets("cd".repeat(32));
  const compared = fc.asyncProperty(life, fc.constantFrom(...webhooks), async (groups, webhook) => {
    const world = await openWorld({ again: "another", lifetime: webhook.expires && LIFETIME }, webhook);
    for (const id of connections) await world.connect(id, id.split("-").at(-1));
    let host = world.start();
    try {
      for (const group of groups) {
        for (const one of group) {
          if (one.kind === "pass") world.clock.now += one.hours * 3_600_000;
          if (one.kind === "crash") host = world.start(one);
          if (one.kind === "break") world.service.broken = brokenBy(one);
        }
        const ids = (await world.subscriptions()).map(({ id }) => id);
        const work = group.map(async (one): Promise<unknown> => {
          const id = "which" in one ? (ids[one.which % ids.length] ?? "") : "";
          switch (one.kind) {
            case "create":
              return host.ledger.create(wanted(world.app, one.connection, one.channel));
            case "remove":
              return host.ledger.remove(id);
            case "retry":
              return host.ledger.retry(id);
            case "change":
              return host.ledger.change(id, { parameters: await sealParameters(secrets, { channel: one.channel }) });
            case "pass":
            case "break":
            case "crash":
              return host.ledger.resume();
          }
        });
        const dead = await Promise.race([Promise.allSettled(work), host.died.then(() => "dead" as const)]);
        if (dead === "dead") host = world.start();
      }
      world.service.broken = undefined;
      const last = await world.settle();
      for (const { id, state, progress } of await world.subscriptions())
        if (state.endsWith("-failed") || progress !== undefined) await last.ledger.retry(id);
      await world.settle();
      const [hooks, believed] = [[...world.service.hooks.keys()].sort(), await world.believed()];
      if (JSON.stringify(hooks) !== JSON.stringify(believed))
        throw new Error(`The service has ${hooks.join()}; the ledger has ${believed.join()}.`);
    } finally {
      await world.close();
    }
  });
  await fc.assert(compared, { numRuns: runs, seed, endOnFailure: true });
}
