import { expect, it } from "vitest";
import { type Action, emptyScreen, press, type Screen, withEvent } from "../../cli/tail/keyboard.ts";
import type { ToldEvent } from "../../runtime/event-stream.ts";

const UP = "\u001b[A";
const DOWN = "\u001b[B";

function told(number: number, more: Partial<ToldEvent> = {}): ToldEvent {
  return { state: "owned", request: `r${number}`, item: `r${number}-1`, ...more };
}

const three = [1, 2, 3].reduce((screen, number) => withEvent(screen, told(number)), emptyScreen);

/** What these keys do, one after the other. */
function pressed(
  start: Screen,
  ...keys: readonly string[]
): { readonly screen: Screen; readonly actions: readonly Action[] } {
  let screen = start;
  const actions: Action[] = [];
  for (const key of keys) {
    const [next, action] = press(screen, key);
    screen = next;
    if (action !== undefined) actions.push(action);
  }
  return { screen, actions };
}

it("asks of the last event, or of the one that the arrows choose", () => {
  expect(pressed(three, "w").actions).toEqual([{ kind: "why", id: "r3-1" }]);
  expect(pressed(three, UP, UP, UP, DOWN, "r").actions.at(-1)).toEqual({ kind: "replay", request: "r2" });
  expect(pressed(three, DOWN).actions).toEqual([]);
});

it("stays with the chosen event while others come", () => {
  const { screen } = pressed(three, UP);
  expect(pressed(withEvent(screen, told(4)), "w").actions).toEqual([{ kind: "why", id: "r2-1" }]);
});

it("says that there is nothing to ask about", () => {
  const unreadable = told(1, { state: "unreadable", item: undefined });
  for (const event of [told(1, { request: undefined }), unreadable])
    expect(pressed(withEvent(emptyScreen, event), "w", "r").actions.map(({ kind }) => kind)).toEqual(["say", "say"]);
  expect(pressed(emptyScreen, "w").actions.map(({ kind }) => kind)).toEqual(["say"]);
});

it("takes what is typed for a filter, until Enter or Escape", () => {
  expect(pressed(three, "f", "q", "w", "\u007f", "x", "\r").screen.filter).toBe("qx");
  expect(pressed({ ...three, filter: "old" }, "f", "n", "\u001b").screen).toMatchObject({
    filter: "old",
    typing: undefined,
  });
  expect(pressed(three, "f", "\u0003").actions.at(-1)).toEqual({ kind: "quit" });
});
