import fc from "fast-check";
import { expect, test, vi } from "vitest";
import type { Value } from "../../language/values.ts";
import { folder } from "../engine/folder.ts";
import { attach } from "../engine/open.ts";
import { manualClock } from "./manual-clock.ts";
import { type PostOffice, postOffice } from "./post-office.ts";

const UIDS = ["a", "b", "c"] as const;

const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant("post"), uids: fc.array(fc.constantFrom(...UIDS), { maxLength: 5 }) }),
  },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant("break"), uid: fc.constantFrom(...UIDS) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("mend"), uid: fc.constantFrom(...UIDS) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant("wait"), seconds: fc.integer({ min: 1, max: 90 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom("restart", "crash") }) },
);

interface Got {
  readonly id: string;
  readonly text: Value;
}

test("whatever fails and restarts, a consumer first sees everything once, in the order of arrival", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
      const clock = manualClock();
      const place = folder();
      const broken = new Set<string>();
      const sent = new Map<string, string[]>(UIDS.map((uid) => [uid, []]));
      const got = new Map<string, Got[]>(UIDS.map((uid) => [uid, []]));
      let count = 0;
      const open = async (): Promise<PostOffice> => {
        const office = await postOffice({
          clock,
          folder: place,
          // More tries than there are waits: nothing is given up.
          schedule: Array.from({ length: 1_000 }, () => 30_000),
          notify: async (text, { id, uid }) => {
            got.get(uid)?.push({ id, text });
            await new Promise((resolve) => setTimeout(resolve, Math.random() * 2));
            if (broken.has(uid)) throw new Error("It was seen, but not done.");
          },
        });
        await office.lanes.start();
        return office;
      };

      let office = await open();
      for (const uid of UIDS) await attach(office.engine, uid);
      for (const step of steps) {
        switch (step.kind) {
          case "post": {
            const items = step.uids.map((uid) => {
              count += 1;
              sent.get(uid)?.push(String(count));
              return { uid, payload: { kind: "bundle", bundle: JSON.stringify(String(count)) } as const };
            });
            await office.accept(...items);
            break;
          }
          case "break":
            broken.add(step.uid);
            break;
          case "mend":
            broken.delete(step.uid);
            break;
          case "wait":
            clock.advance(step.seconds * 1_000);
            break;
          case "restart":
            await office.end();
            office = await open();
            break;
          case "crash":
            // The store is gone while deliveries are under way: how they end is never written down.
            await office.engine.close();
            office = await open();
        }
      }
      broken.clear();
      await vi.waitFor(
        async () => {
          clock.advance(1_000);
          expect((await office.engine.counts()).pending).toBe(0);
        },
        { timeout: 60_000, interval: 5 },
      );
      await office.end();

      for (const uid of UIDS) {
        const seen = got.get(uid) ?? [];
        expect([...new Set(seen.map(({ text }) => text))]).toEqual(sent.get(uid));
        // The id stands for the item: one id for each text, in every repeat.
        expect(new Set(seen.map(({ id, text }) => `${id} ${text}`)).size).toBe(sent.get(uid)?.length);
        expect(new Set(seen.map(({ id }) => id)).size).toBe(sent.get(uid)?.length);
      }
    }),
    { numRuns: 15 },
  );
}, 600_000);
