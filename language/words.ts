/** The texts that something may be called by, where only some are known. */
export interface Words {
  /** What each of them is: `time zone`. */
  readonly what: string;
  /** Those to choose from. */
  readonly all: () => readonly string[];
  /** Whether a text counts as one of them, in whatever way it is written. */
  readonly has: (text: string) => boolean;
}

/** Words that are written in one way only. */
export function exactly(what: string, words: ReadonlyMap<string, unknown>): Words {
  return { what, all: () => [...words.keys()], has: (text) => words.has(text) };
}
