/** How many observations were at most so large, for a row of bounds. */
export interface Histogram {
  observe(value: number): void;
  /** For each bound how many were at most that; then how many there were, and their sum. */
  read(): { readonly counts: readonly number[]; readonly count: number; readonly sum: number };
}

/** Upper bounds in seconds: from what a disk takes to what no sender waits for. */
export const BOUNDS: readonly number[] = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function createHistogram(): Histogram {
  const counts = BOUNDS.map(() => 0);
  let count = 0;
  let sum = 0;
  return {
    observe(value) {
      count += 1;
      sum += value;
      for (const [index, bound] of BOUNDS.entries()) {
        if (value <= bound) counts[index] = (counts[index] ?? 0) + 1;
      }
    },
    read: () => ({ counts, count, sum }),
  };
}
