import { describe, expect, test } from "vitest";
import { folder } from "../engine/folder.ts";
import { attach } from "../engine/open.ts";
import { type ManualClock, manualClock } from "./manual-clock.ts";
import { type PostOffice, postOffice } from "./post-office.ts";

const [SECOND, MINUTE, HOUR, DAY] = [1_000, 60_000, 3_600_000, 86_400_000];

interface Failing {
  readonly office: PostOffice;
  readonly clock: ManualClock;
  readonly tries: number[];
}

/** A delivery that has failed once and is to be tried again after five minutes. */
async function failing(): Promise<Failing> {
  const clock = manualClock();
  const tries: number[] = [];
  const office = await postOffice({
    clock,
    schedule: [5 * MINUTE, 5 * MINUTE],
    notify: () => {
      tries.push(clock.elapsed());
      throw new Error("No.");
    },
  });
  await attach(office.engine, "u1");
  await office.post("u1", "a");
  await office.settled();
  expect((await office.engine.lanes())[0]?.due).toBe(clock.now() + 5 * MINUTE);
  return { office, clock, tries };
}

describe("a retry comes after as long as the schedule says", () => {
  test.each([
    ["set forth by an hour", HOUR],
    ["set back by an hour", -HOUR],
    ["set forth by a year", 365 * DAY],
    ["set back to 1970", -1_750_000_000_000],
    ["stopped for a leap second", -SECOND],
  ])("when the clock is %s", async (_, jump) => {
    const { clock, tries, office } = await failing();
    clock.advance(MINUTE);
    await office.settled();
    clock.jump(jump);
    // Something new in the lane has it look again, and see the time of day.
    await office.post("u1", "b");
    clock.advance(SECOND);
    await office.settled();
    clock.advance(4 * MINUTE - SECOND - 1);
    await office.settled();
    expect(tries).toEqual([0]);
    clock.advance(1);
    await office.settled();
    expect(tries).toEqual([0, 5 * MINUTE]);
  });

  test("in whatever zone the process is", async () => {
    const zone = process.env.TZ;
    const { clock, tries, office } = await failing();
    try {
      process.env.TZ = "Pacific/Kiritimati";
      clock.advance(5 * MINUTE - 1);
      await office.settled();
      expect(tries).toEqual([0]);
      clock.advance(1);
      await office.settled();
      expect(tries).toEqual([0, 5 * MINUTE]);
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });
});

describe("a process that starts", () => {
  const restarted = async (jump: number): Promise<Failing> => {
    const place = folder();
    const clock = manualClock();
    const tries: number[] = [];
    const notify = () => {
      tries.push(clock.elapsed());
      throw new Error("No.");
    };
    const before = await postOffice({ clock, folder: place, notify, schedule: [HOUR, HOUR] });
    await attach(before.engine, "u1");
    await before.post("u1", "a");
    await before.settled();
    expect((await before.engine.lanes())[0]?.due).toBe(clock.now() + HOUR);
    await before.end();
    clock.jump(jump);
    const after = await postOffice({ clock, folder: place, notify, schedule: [HOUR, HOUR] });
    await after.lanes.start();
    await after.settled();
    return { office: after, clock, tries };
  };

  test("after the clock was set back waits for a day at most", async () => {
    const { office, clock, tries } = await restarted(-400 * DAY);
    clock.advance(DAY - 1);
    await office.settled();
    expect(tries).toEqual([0]);
    clock.advance(1);
    await office.settled();
    expect(tries).toEqual([0, DAY]);
  });

  test("later than a retry was due tries at once", async () => {
    const { tries } = await restarted(2 * HOUR);
    expect(tries).toEqual([0, 0]);
  });
});
