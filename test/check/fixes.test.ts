import { expect, test } from "vitest";
import { applied } from "../../compiler/format.ts";
import { inferredOfExpression } from "./inferred.ts";

test.each([
  ["users[0]", "users[1]", "Change to `[1]`", true],
  ["usr", "user", "Change to `user`", true],
  ["user.agee", "user.age", "Change to `age`", true],
  ["user['agee']", "user['age']", "Change to `age`", true],
  ["seen.full_nam", "seen.`full name`", "Change to `full name`", true],
  ["seen['owners name']", "seen['owner''s name']", "Change to `owner's name`", true],
  ["get(tree, 'leaf.agee')", "get(tree, 'leaf.age')", "Change to `leaf.age`", true],
  ["uper(note)", "upper(note)", "Change to `upper`", true],
  ["n = '12'", "n = 12", "Change to `12`", undefined],
  ["'-1.25' != n", "-1.25 != n", "Change to `-1.25`", undefined],
  ["n < '0'", undefined],
  ["state = 'onn'", "state = 'on'", "Change to `on`", true],
] as const)("%s becomes %s", (expression, mended, title?: string, unsafe?: boolean) => {
  const { diagnostics } = inferredOfExpression(expression);
  if (mended === undefined) {
    expect(diagnostics).toEqual([]);
    return;
  }
  const [{ fix } = { fix: undefined }, ...others] = diagnostics;
  expect(others).toEqual([]);
  expect(fix?.title).toBe(title);
  expect(fix?.unsafe).toBe(unsafe);
  expect(applied(JSON.stringify(`{{${expression}}}`), fix?.edits ?? [])).toBe(JSON.stringify(`{{${mended}}}`));
});

test.each([
  "n = ' 12'",
  "n = '12 '",
  "n = note",
  "when = '12'",
  "note = 12",
  "get(user, 'agee.agee')",
  "state = 'zzzzz'",
  "if(flag, 'a', 'b') = state",
])("what is meant by %s is not known", (expression) => {
  const { diagnostics } = inferredOfExpression(expression);
  expect(diagnostics.map(({ fix }) => fix)).toEqual([undefined]);
});
