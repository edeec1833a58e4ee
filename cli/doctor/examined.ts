/** What one look at the surroundings has shown. */
export interface Examined {
  /** What was looked at. */
  readonly subject: string;
  readonly status: Status;
  /** What is the case, as a sentence. */
  readonly message: string;
  /** What to do about it, as a sentence; nothing if all is well. */
  readonly advice?: string;
}

/** With an error, `imlc serve` does not start, or does the wrong thing. */
export type Status = "ok" | "warning" | "error";
