import type { Failure } from "../engine/engine.ts";

/** How a target took a delivery; `status` if it answered over HTTP. */
export type Result =
  | { readonly kind: "delivered"; readonly status?: number }
  /** To be tried again; `retryAfter` is the wait in milliseconds that the target asked for. */
  | { readonly kind: "failed"; readonly failure: Failure; readonly status?: number; readonly retryAfter?: number }
  /** The target says that it is no more and will not come back. */
  | { readonly kind: "gone"; readonly failure: Failure; readonly status?: number };
