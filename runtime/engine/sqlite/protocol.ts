import type { EngineErrorCode } from "../error.ts";
import type { Store } from "./store.ts";

/** What the thread that owns the database is asked. `close` is the last. */
export type Call =
  | { readonly kind: "copy"; readonly id: number; readonly to: string }
  | { readonly kind: "close"; readonly id: number }
  | { readonly kind: "operation"; readonly id: number; readonly operation: Operation };

/** One operation of the store with its arguments. */
export type Operation = {
  readonly [M in keyof Store]: { readonly method: M; readonly parameters: Parameters<Store[M]> };
}[keyof Store];

export type Answer =
  | { readonly kind: "done"; readonly id: number; readonly result: unknown }
  | { readonly kind: "failed"; readonly id: number; readonly failure: PlainError };

/** An `EngineError` as it crosses threads. */
export interface PlainError {
  readonly code: EngineErrorCode;
  readonly message: string;
}

/** What that thread says. */
export type Report =
  | { readonly kind: "opened" }
  | { readonly kind: "not-opened"; readonly failure: PlainError }
  | { readonly kind: "answers"; readonly answers: readonly Answer[] };
