import type { TestResult } from "./result.ts";

/** What the thread of a test file is given. */
export interface Task {
  /** A script whose default export answers the sources of the app's functions. */
  readonly sources: string;
  /** A script whose default export runs the tests. */
  readonly tests: string;
  /** An IANA name. */
  readonly timezone: string;
}

/** What the thread tells. */
export type Message =
  /** What it needs is loaded, and code of the app is next. */
  | { readonly kind: "ready" }
  | { readonly kind: "began"; readonly name: string }
  | { readonly kind: "ended"; readonly result: TestResult }
  | { readonly kind: "broken"; readonly problem: string }
  | { readonly kind: "done" };
