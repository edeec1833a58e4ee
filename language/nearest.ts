/**
 * The candidate that a misspelled word was most likely meant to be, or undefined if none is near: at most a third of
 * its letters may be wrong, left out, too many, or swapped with their neighbour, and some letter must be right.
 */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  const typed = word.toLowerCase();
  let best: string | undefined;
  let least = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= least) continue;
    const edits = distance(typed, candidate.toLowerCase());
    const areKin = edits < Math.max(word.length, candidate.length);
    if (areKin && edits < least) {
      best = candidate;
      least = edits;
    }
  }
  return best === word ? undefined : best;
}

/** The end of a message that knows what was meant. */
export function didYouMean(name: string | undefined): string {
  return name === undefined ? "" : ` Did you mean \`${name}\`?`;
}

/** Damerau's distance with Levenshtein's recurrence; no letter takes part in two changes. */
function distance(a: string, b: string): number {
  if (a.length > longest || b.length > longest) return Number.POSITIVE_INFINITY;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(least);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}

/** Nobody misspells a name of this length; comparing it would only take time. */
const longest = 64;
