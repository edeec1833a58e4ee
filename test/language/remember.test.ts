import { expect, test } from "vitest";
import { remembered } from "../../language/remember.ts";

test("a result is made once, and the oldest is forgotten for one too many", () => {
  const made: string[] = [];
  const known = remembered(2, (text) => {
    made.push(text);
    return { text };
  });
  const first = known("a");
  expect(first).toEqual({ text: "a" });
  expect(known("a")).toBe(first);
  known("b");
  expect(known("a")).toBe(first);
  expect(made).toEqual(["a", "b"]);
  known("c");
  known("b");
  expect(made).toEqual(["a", "b", "c"]);
  expect(known("a")).not.toBe(first);
  known("c");
  expect(made).toEqual(["a", "b", "c", "a"]);
  known("b");
  expect(made).toEqual(["a", "b", "c", "a", "b"]);
});
