import { describe, expect, test } from "vitest";
import { inferredOfExpression } from "./inferred.ts";

describe("what is read of something and cannot be there", () => {
  test.each([
    ["user.zzzzz", "There is no `zzzzz` here."],
    ["user.1", "There is no `1` here."],
    ["seen.titel", "There is no `titel` in the sample. Did you mean `title`?"],
    ["seen.zzzzz", "There is no `zzzzz` in the sample."],
    ["user.id.length", "This is text, which has no `length`. The function `length(…)` counts."],
    ["users.length", "This is an array of collection, which has no `length`. The function `length(…)` counts."],
    ["n.length", "This is a number, which has no `length`."],
    ["note.size", "This is text, which has no `size`."],
    [
      "users.1a",
      "This is an array of collection, which has no `1a`. Its first item is `[1]`, and `map(…, '1a')` gives the `1a` of all.",
    ],
    [
      "users.a1",
      "This is an array of collection, which has no `a1`. Its first item is `[1]`, and `map(…, 'a1')` gives the `a1` of all.",
    ],
    ["bytes.x", "This is a buffer, which has no `x`."],
    ["flag.x", "This is a boolean, which has no `x`."],
    ["when.x", "This is a date, which has no `x`."],
    ["get(user, 'id.x')", "What stands before `x` is text, which has no `x`."],
    ["get(n, 'x')", "What `get` reads from is a number, which has no `x`."],
    ["map(users, 'id.x')", "What stands before `x` is text, which has no `x`."],
    ["map(split(note, ','), 'x')", "Each item that `map` reads is text, which has no `x`."],
    ["get(some, '1.idd')", "There is no `idd` here. Did you mean `id`?"],
    ["pick(user, 'agee')", "There is no `agee` here. Did you mean `age`?"],
    ["pick(user, 'id', 'agee')", "There is no `agee` here. Did you mean `age`?"],
    ["pick(user, 'id', 'age', 'agee')", "There is no `agee` here. Did you mean `age`?"],
    ["pick(seen, 'titel')", "There is no `titel` in the sample. Did you mean `title`?"],
    // What may be there.
    ["users.1"],
    ["users.12"],
    ["any.x"],
    ["null.x"],
    ["if(flag, null).x"],
    ["headers.x"],
    ["if(flag, users, user).id"],
    ["if(flag, tree, user).zzzzz"],
    ["if(flag, user, tree).zzzzz"],
    // What is not there is not taken, and a whole key is meant, dots and all.
    ["pick(user, 'zzzzz')"],
    ["pick(seen, 'zzzzz')"],
    ["pick(user, 'id.anything')"],
    ["map(users, n)"],
    ["get(user, '')"],
  ])("%s", (expression, message?: string) => {
    const { diagnostics } = inferredOfExpression(expression);
    expect(diagnostics.map((each) => each.message)).toEqual(message === undefined ? [] : [message]);
  });
});

describe("what is read by a name that is none here", () => {
  test.each([
    ["YYYY", "There is no variable `YYYY` here. A text stands in quotes: `'YYYY'`."],
    ["xYYYY", "There is no variable `xYYYY` here."],
    ["YYYYx", "There is no variable `YYYYx` here."],
    ["upper", "There is no variable `upper` here. It is a function; a call has parentheses: `upper(…)`."],
    ["usr", "There is no variable `usr` here. Did you mean `user`?"],
  ])("%s", (expression, message) => {
    const { diagnostics } = inferredOfExpression(expression);
    expect(diagnostics.map((each) => each.message)).toEqual([message]);
  });
});
