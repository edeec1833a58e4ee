import { expect, test } from "vitest";
import { inferredOfExpression } from "./inferred.ts";

test.each([
  // What is converted as everybody expects.
  ["upper(n)"],
  ["upper(flag)"],
  ["upper(note)"],
  ["upper(mixed)"],
  ["round('12')"],
  ["round(null)"],
  ["round(undefined)"],
  ["formatDate('x', 'YYYY')"],
  ["join(any, ',')"],
  ["join(users, ',')"],
  ["base64(n)"],
  ["base64(bytes)"],
  ["length(n)"],
  ["contains(flag, 'a')"],
  ["merge(users, users, nested)"],
  // What is converted, and hardly meant so.
  [
    "upper(when)",
    "`upper` needs text for `text`; this is a date and becomes a text like `2026-01-31T12:00:00.000Z`. `formatDate(…)` writes it in the form of your choice.",
  ],
  ["upper(bytes)", "`upper` needs text for `text`; this is a buffer and becomes text."],
  [
    "upper(users)",
    "`upper` needs text for `text`; this is an array of collection and becomes its items with commas between them. `join(…)` takes any separator, and `map(…)` a field of each.",
  ],
  [
    "upper(user)",
    "`upper` needs text for `text`; this is a collection {id: text, age?: number} and becomes its JSON. Probably one of its fields is meant.",
  ],
  ["upper(if(flag, when, bytes))", "`upper` needs text for `text`; this is date or buffer and becomes text."],
  ["round(flag)", "`round` needs a number for `number`; this is a boolean and becomes 1 or 0."],
  ["round(when)", "`round` needs a number for `number`; this is a date and becomes its milliseconds since 1970."],
  [
    "join(n, ',')",
    "`join` needs an array for `array`; this is a number and becomes an array with it as the only item.",
  ],
  [
    "base64(when)",
    "`base64` needs text or buffer for `data`; this is a date and becomes a text like `2026-01-31T12:00:00.000Z`, or fails. `formatDate(…)` writes it in the form of your choice.",
  ],
  [
    "base64(users)",
    "`base64` needs text or buffer for `data`; this is an array of collection and becomes its items with commas between them, or fails. `join(…)` takes any separator, and `map(…)` a field of each.",
  ],
  // What cannot be converted.
  [
    "round(users)",
    "`round` needs a number for `number`; this is an array of collection, which cannot be made into one.",
  ],
  ["round('x')", "`round` needs a number for `number`; this is the text `'x'`, which cannot be made into one."],
  ["round(' ')", "`round` needs a number for `number`; this is the text `' '`, which cannot be made into one."],
  ["keys(n)", "`keys` needs collection or array for `object`; this is a number, which cannot be made into one."],
  ["merge(users, users, n)", "`merge` needs array for `arrays`; this is a number, which cannot be made into one."],
  // How many there are.
  ["upper()", "`upper(text)` needs 1 argument; 0 are given."],
  ["if(n)", "`if(condition, then, else?)` needs 2 arguments; 1 is given."],
  ["if()", "`if(condition, then, else?)` needs 2 arguments; 0 are given."],
  ["contains(note)", "`contains(in, value, ignoreCase?)` needs 2 arguments; 1 is given."],
  ["upper(n, when)", "`upper(text)` takes 1 argument; this one is ignored."],
  ["split(note, ',', flag, users)", "`split(text, separator, keepEmpty?)` takes 3 arguments; this one is ignored."],
])("%s", (expression, message?: string) => {
  const { diagnostics } = inferredOfExpression(expression);
  expect(diagnostics.map((each) => each.message)).toEqual(message === undefined ? [] : [message]);
});
