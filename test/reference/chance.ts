/** Evaluates with chance taken out: the first random number, and the first UUID, are the same each time, and so on. */
export function withoutChance<T>(evaluate: () => T): T {
  const { random } = Math;
  const { randomUUID } = crypto;
  let drawn = 0;
  Math.random = () => (drawn++ % 97) / 97;
  crypto.randomUUID = () => `00000000-0000-4000-8000-${String(drawn++).padStart(12, "0")}`;
  try {
    return evaluate();
  } finally {
    Math.random = random;
    crypto.randomUUID = randomUUID;
  }
}
