import fc from "fast-check";
import { expect, it } from "vitest";
import { createEvents, type RuntimeEvent } from "../runtime/events.ts";

function event(item: string, app = "chat"): RuntimeEvent {
  return { at: 0, state: "owned", app, webhook: "events", item };
}

it("nobody is told of what he does not want, and nothing is kept where nobody listens", async () => {
  const events = createEvents();
  events.emit(event("before"));
  expect(events.isHeard()).toBe(false);
  const listener = events.listen(({ app }) => app === "chat");
  expect(events.isHeard()).toBe(true);
  events.emit(event("other", "shop"));
  events.emit(event("one"));
  expect(await listener?.next()).toEqual({ done: false, value: event("one") });
});

it("a listener that ends is forgotten at once, also while it waits", async () => {
  const events = createEvents();
  const listener = events.listen(() => true);
  const waiting = listener?.next();
  await listener?.return();
  expect([await waiting, events.isHeard()]).toEqual([{ done: true, value: undefined }, false]);
});

it("close ends all, and nobody can listen any more", async () => {
  const events = createEvents();
  const waiting = [1, 2].map(() => events.listen(() => true)?.next());
  events.close();
  expect(await Promise.all(waiting)).toEqual([1, 2].map(() => ({ done: true, value: undefined })));
  expect(events.listen(() => true)).toBeUndefined();
});

it("so many listen at most", () => {
  const events = createEvents();
  const listeners = Array.from({ length: 40 }, () => events.listen(() => true));
  expect(listeners.filter((one) => one !== undefined)).toHaveLength(32);
});

it("who does not keep up hears in order, and how many he has missed just where they are missing", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat({ max: 1_500 }), { minLength: 1, maxLength: 6 }), async (bursts) => {
      const events = createEvents();
      const listener = events.listen(() => true);
      let sent = 0;
      let next = 0;
      for (const burst of bursts) {
        for (let i = 0; i < burst; i += 1) events.emit(event(String(sent++)));
        for (let i = 0; i < Math.min(burst, 700); i += 1) next += await heardAfter(listener, next, sent);
      }
      while (next < sent) next += await heardAfter(listener, next, sent);
      await listener?.return();
    }),
    { numRuns: 20 },
  );
});

/** How many events further the listener is after what it hears next, which must be the one at hand, or a gap. */
async function heardAfter(
  listener: ReturnType<ReturnType<typeof createEvents>["listen"]>,
  at: number,
  sent: number,
): Promise<number> {
  if (at === sent) return 0;
  const heard = (await listener?.next())?.value;
  if (heard?.state === "dropped") return heard.count;
  expect(heard).toMatchObject({ item: String(at) });
  return 1;
}
