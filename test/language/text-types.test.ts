import { expect, test } from "vitest";
import { assignable, convertible, present, show, subtype } from "../../language/type-relations.ts";
import { constantType, sameType, type Type, t, typeOf, union } from "../../language/types.ts";

const state = t.textOf("on", "off");

test("the type of a constant text is that text, of anything else the type of its kind", () => {
  expect(constantType("on")).toEqual(t.textOf("on"));
  expect(typeOf("on")).toEqual(t.text);
  expect(constantType(1)).toEqual(t.number);
  expect(constantType(["on"])).toEqual(t.array(t.text));
});

test("texts are merged; beside any text, none of them counts", () => {
  expect(union(t.textOf("on"), t.textOf("off"), t.textOf("on"))).toEqual(state);
  expect(union(state, t.text)).toEqual(t.text);
  expect(union(t.text, state)).toEqual(t.text);
  expect(union(t.number, t.textOf("on"), t.textOf("off"))).toEqual({ kind: "union", of: [t.number, state] });
  expect(union(state, state)).toBe(state);
});

test("texts are the same in any order", () => {
  expect(sameType(state, t.textOf("off", "on"))).toBe(true);
  expect(sameType(state, t.textOf("on"))).toBe(false);
  expect(sameType(t.textOf("on"), t.textOf("off"))).toBe(false);
  expect(sameType(state, t.text)).toBe(false);
  expect(sameType(t.text, state)).toBe(false);
  expect(sameType(t.text, t.text)).toBe(true);
  expect(sameType(state, t.number)).toBe(false);
});

test.each<[Type, Type, boolean, boolean]>([
  [state, t.text, true, true],
  [t.textOf("on"), state, true, true],
  [state, t.textOf("on"), false, false],
  [t.text, state, true, false],
  [t.number, state, false, false],
  [t.any, state, true, false],
])("%o for %o: assignable %s, subtype %s", (got, want, isAssignable, isSubtype) => {
  expect(assignable(got, want)).toBe(isAssignable);
  expect(subtype(got, want)).toBe(isSubtype);
});

test("they convert and show as text", () => {
  expect(convertible(state, t.number)).toBe(true);
  expect(show(union(state, t.null))).toBe("text or null");
});

test("what is present already stays the same type", () => {
  const type = union(t.text, t.number);
  expect(present(type)).toBe(type);
});
