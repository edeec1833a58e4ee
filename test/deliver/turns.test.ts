import fc from "fast-check";
import { expect, test } from "vitest";
import { createTurns, placeOf } from "../../runtime/deliver/turns.ts";

const target = (url: string) => ({ kind: "http", url, secret: "" }) as const;

test("what goes to one host and port shares places", () => {
  expect(placeOf(target("https://a.example/x"))).toBe(placeOf(target("https://A.example:443/y?z=1")));
  expect(placeOf(target("https://a.example/"))).not.toBe(placeOf(target("https://a.example:8443/")));
  expect(placeOf({ kind: "function", name: "notify" })).toBeUndefined();
});

test("a lane stands in line once", () => {
  const turns = createTurns(1);
  turns.add("a", "x");
  turns.add("a", "x");
  turns.add("a", undefined);
  expect([turns.next(), turns.next()]).toEqual(["a", undefined]);
});

test("targets take turns, whatever the length of their lines, and no more have a place than there are", () => {
  const lanes = fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 9 })), {
    selector: String,
    minLength: 1,
    maxLength: 50,
  });
  fc.assert(
    fc.property(lanes, fc.integer({ min: 1, max: 3 }), (all, perTarget) => {
      const turns = createTurns(perTarget);
      for (const [host, lane] of all) turns.add(`${host} ${lane}`, String(host));
      const left = new Map(all.map(([host, lane]) => [`${host} ${lane}`, String(host)]));
      const seated: string[] = [];
      const served: string[] = [];
      while (left.size > 0) {
        const lane = turns.next();
        if (lane === undefined) {
          // All that are left wait for a full target.
          for (const host of left.values()) expect(seated.filter((one) => one === host).length).toBe(perTarget);
          for (const done of served.splice(0)) turns.leave(done);
          seated.splice(0);
          continue;
        }
        const host = left.get(lane) ?? "";
        expect(left.delete(lane)).toBe(true);
        seated.push(host);
        served.push(lane);
        expect(seated.filter((one) => one === host).length).toBeLessThanOrEqual(perTarget);
        // Nobody who still stands in line has had fewer turns by more than one, unless its target was full.
        for (const other of new Set(left.values())) {
          const [mine, theirs] = [host, other].map((each) => seated.filter((one) => one === each).length);
          if (theirs !== perTarget) expect((mine ?? 0) - (theirs ?? 0)).toBeLessThanOrEqual(1);
        }
      }
    }),
  );
});

test("a lane that turns out to go elsewhere takes a place there, or none", () => {
  const turns = createTurns(1);
  turns.add("a", undefined);
  turns.add("b", undefined);
  expect([turns.next(), turns.next()]).toEqual(["a", "b"]);
  expect([turns.sit("a", "x"), turns.sit("a", "x"), turns.sit("b", "x")]).toEqual([true, true, false]);
  expect(turns.sit("a", "y")).toBe(true);
  expect(turns.sit("b", "x")).toBe(true);
  turns.leave("a");
  turns.leave("a");
  turns.add("c", "y");
  expect(turns.next()).toBe("c");
});
