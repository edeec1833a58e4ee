import { describe, expect, it } from "vitest";
import { createAdmission, type Place } from "../runtime/admission.ts";

const never = new Promise<never>(() => undefined);

function start(room: { readonly requests?: number; readonly bytes?: number } = {}) {
  const clock = { now: 0 };
  const admission = createAdmission({ requests: 100, bytes: 1000, behind: 500, ...room }, () => clock.now);
  const seen: string[] = [];
  const enter = (name: string, bytes: number, late: Promise<unknown> = never): Promise<Place | undefined> => {
    const entering = admission.enter(bytes, late);
    entering.then((place) => seen.push(place === undefined ? `${name} turned away` : name));
    return entering;
  };
  return { admission, clock, enter, seen, settled: () => new Promise((resolve) => setTimeout(resolve)) };
}

async function placed(entering: Promise<Place | undefined>): Promise<Place> {
  const place = await entering;
  if (place === undefined) throw new Error("It was turned away.");
  return place;
}

describe("the room", () => {
  it("has so many requests: one more waits until one has left", async () => {
    const { enter, seen, settled } = start({ requests: 2 });
    const first = await placed(enter("a", 1));
    enter("b", 1);
    enter("c", 1);
    await settled();
    expect(seen).toEqual(["a", "b"]);
    first.leave();
    await settled();
    expect(seen).toEqual(["a", "b", "c"]);
  });

  it("has so many bytes: one more byte waits", async () => {
    const { enter, seen, settled } = start();
    const first = await placed(enter("a", 400));
    enter("b", 600);
    enter("c", 1);
    await settled();
    expect(seen).toEqual(["a", "b"]);
    first.leave();
    await settled();
    expect(seen).toEqual(["a", "b", "c"]);
  });

  it("is taken as well by what a request comes to, and given back whole", async () => {
    const { enter, seen, settled } = start();
    const first = await placed(enter("a", 400));
    first.grow(600);
    enter("b", 1);
    await settled();
    expect(seen).toEqual(["a"]);
    first.leave();
    await settled();
    enter("c", 999);
    enter("d", 1);
    await settled();
    expect(seen).toEqual(["a", "b", "c"]);
  });

  it("lets one in that is larger than all of it, once it is alone", async () => {
    const { enter, seen, settled } = start();
    const first = await placed(enter("a", 1));
    enter("large", 5000);
    await settled();
    expect(seen).toEqual(["a"]);
    first.leave();
    await settled();
    expect(seen).toEqual(["a", "large"]);
  });

  it("is given in the order in which requests came, also to one that would have fitted before", async () => {
    const { enter, seen, settled } = start();
    const first = await placed(enter("a", 600));
    enter("large", 900);
    enter("small", 10);
    await settled();
    expect(seen).toEqual(["a"]);
    first.leave();
    await settled();
    expect(seen).toEqual(["a", "large", "small"]);
  });
});

describe("who waits", () => {
  it("too long has others turned away at once, until it is in", async () => {
    const { admission, clock, enter, seen, settled } = start({ requests: 1 });
    const first = await placed(enter("a", 1));
    const second = enter("b", 1);
    clock.now = 500;
    expect(admission.isBehind()).toBe(false);
    const third = enter("c", 1);
    clock.now = 501;
    expect(admission.isBehind()).toBe(true);
    enter("d", 1);
    await settled();
    expect(seen).toEqual(["a", "d turned away"]);
    first.leave();
    expect(admission.isBehind()).toBe(false);
    (await placed(second)).leave();
    (await placed(third)).leave();
    enter("e", 1);
    await settled();
    expect(seen).toEqual(["a", "d turned away", "b", "c", "e"]);
  });

  it("until it is late is turned away, and makes way for those behind it", async () => {
    const { enter, seen, settled } = start();
    await placed(enter("a", 600));
    let late = (): void => undefined;
    enter(
      "large",
      900,
      new Promise<void>((resolve) => {
        late = resolve;
      }),
    );
    enter("small", 10);
    late();
    await settled();
    expect(seen).toEqual(["a", "large turned away", "small"]);
  });

  it("and is late after it is in has its place until it leaves it", async () => {
    const { enter, seen, settled } = start({ requests: 1 });
    const first = await placed(enter("a", 1, Promise.resolve()));
    enter("b", 1);
    await settled();
    expect(seen).toEqual(["a"]);
    first.leave();
    await settled();
    expect(seen).toEqual(["a", "b"]);
  });
});
