import { expect, test } from "vitest";
import { inferredOfExpression } from "./inferred.ts";

const mixed = "both are made into numbers first, and what is no number";
const letters = "`a`, `b`, `c`, `d`, `e`";

test.each([
  ["'a' = 'b'"],
  ["1 = 2"],
  [
    "1 = '1'",
    `This compares the number \`1\` with the text \`'1'\`: ${mixed} equals nothing. Write the number without quotes: \`1\`.`,
  ],
  ["state = 'on'"],
  ["n > '12'"],
  ["n = null"],
  [
    "if(flag, 'x', 'y') = state",
    "One side can only be `x` or `y` here, and the other is something else, so this comparison is always `false`.",
  ],
  [
    "if(flag, 'a', 'b') = 'other'",
    "The other side can only be `a` or `b` here, never `other`, so this comparison is always `false`.",
  ],
  [
    "if(flag, 'a', 'a') != 'other'",
    "The other side can only be `a` here, never `other`, so this comparison is always `true`.",
  ],
  [
    "switch(n, 1, 'a', 2, 'b', 3, 'c', 4, 'd', 5, 'e', 'f') = 'other'",
    `The other side can only be ${letters} or \`f\` here, never \`other\`, so this comparison is always \`false\`.`,
  ],
  [
    "switch(n, 1, 'a', 2, 'b', 3, 'c', 4, 'd', 5, 'e', 6, 'f', 'g') = 'other'",
    `The other side can only be one of ${letters}, \`f\`, … here, never \`other\`, so this comparison is always \`false\`.`,
  ],
  [
    "n = '1.25'",
    `This compares a number with the text \`'1.25'\`: ${mixed} equals nothing. Write the number without quotes: \`1.25\`.`,
  ],
  [
    "n = '1.'",
    `This compares a number with the text \`'1.'\`: ${mixed} equals nothing. \`parseNumber(…)\` makes a number of a text, and \`toString(…)\` a text of a number.`,
  ],
  [
    "12 = user.id",
    `This compares the number \`12\` with text: ${mixed} equals nothing. To compare texts, write \`'12'\`.`,
  ],
  [
    "'' = n",
    `This compares the text \`''\` with a number: ${mixed} equals nothing. Whether there is something at all is asked with \`null\`.`,
  ],
  [
    "flag < n",
    `This compares a boolean with a number: ${mixed} is neither less nor more than anything. A truth value needs no comparison: it stands alone, or with \`!\` before it.`,
  ],
  [
    "user != n",
    "This compares a collection {id: text, age?: number} with a number, so it is always `true`. Compare one of its fields.",
  ],
])("%s", (expression, message?: string) => {
  const { diagnostics } = inferredOfExpression(expression);
  expect(diagnostics.map((each) => each.message)).toEqual(message === undefined ? [] : [message]);
});
