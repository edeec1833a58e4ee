import type { Finding } from "./answers.ts";

/** Findings by the files that they are about, in the order of their places. */
export type FindingsByFile = ReadonlyMap<string, readonly Finding[]>;

/** What there is to say of a file of which nothing is said. */
export const noFindings: readonly Finding[] = [];
