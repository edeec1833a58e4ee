import { dateFormat } from "./date-format.ts";
import { searchFor } from "./search.ts";

/**
 * What arguments of functions are made into before a call, so that it is done once where they are written out. What a
 * text cannot be made into is a `Refusal`, and the call fails.
 */
export const preparers = { dateFormat, searchFor } as const;

export type PreparerName = keyof typeof preparers;

/** What a preparer makes. */
export type Prepared<N extends PreparerName> = ReturnType<(typeof preparers)[N]>;
