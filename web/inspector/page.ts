import type { Address } from "./address.ts";
import type { ServedApp } from "./answers.ts";
import type { Api } from "./api.ts";

/** What a view is given of the page that it is in. */
export interface Page {
  readonly address: Address;
  readonly api: Api;
  /** What the server serves, as it was when the view was opened. */
  readonly apps: readonly ServedApp[];
  /** Is aborted when another view takes its place. */
  readonly signal: AbortSignal;
  /** Says it where a screen reader hears it, and eyes see it. */
  tell(text: string, tone?: Tone): void;
  /** Shows the same view anew. */
  refresh(): void;
}

/** Whether something is as it should be, to be known, to be mended, or neither. */
export type Tone = "green" | "yellow" | "red" | "plain";

/** Makes what a view shows: first its heading, which is focused. */
export type View = (page: Page) => Promise<HTMLElement>;
