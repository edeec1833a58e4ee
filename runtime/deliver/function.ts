import type { Value } from "../../language/values.ts";
import type { Delivery } from "../engine/engine.ts";
import { RuntimeError } from "../errors.ts";
import type { Result } from "./result.ts";

/**
 * What a function of the host program is told beside the bundle.
 *
 * @example
 * import type { DeliveryInfo } from "imlc/runtime/node";
 *
 * export const isRepeated = ({ attempt }: DeliveryInfo): boolean => attempt > 1;
 */
export interface DeliveryInfo {
  /** The same in every attempt: what was done under this id need not be done again. */
  readonly id: string;
  readonly subscription: string;
  readonly uid: string;
  /** Counted from 1. */
  readonly attempt: number;
  /** Aborted when the time is up; the attempt then counts as failed. */
  readonly signal: AbortSignal;
}

/**
 * A function of the host program that takes deliveries: done when it returns or its promise resolves, failed if it throws.
 *
 * @example
 * import type { Handler } from "imlc/runtime/node";
 *
 * export const print: Handler = (bundle, { uid, attempt }) => console.log(uid, attempt, bundle);
 */
export type Handler = (bundle: Value, delivery: DeliveryInfo) => unknown;

/**
 * Handlers by the name that subscriptions know them by.
 *
 * @example
 * import type { Handlers } from "imlc/runtime/node";
 *
 * export const functions: Handlers = {
 *   forward: (bundle, { signal }) =>
 *     fetch("http://127.0.0.1:4010", { method: "POST", body: JSON.stringify(bundle), signal }),
 * };
 */
export type Handlers = Readonly<Record<string, Handler>>;

/** Calls the function `name` and waits for it, `timeout` milliseconds at most. Rejects if it fails or there is none. */
export async function deliverToFunction(
  name: string,
  { id, subscription, uid, attempts }: Delivery,
  bundle: string,
  { functions, timeout }: { readonly functions: Handlers; readonly timeout: number },
): Promise<Result> {
  const handler = Object.hasOwn(functions, name) ? functions[name] : undefined;
  if (handler === undefined)
    throw new RuntimeError("target-unknown", 500, `The host program has no function \`${name}\` to deliver to.`);
  const value: Value = JSON.parse(bundle);
  const abort = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const error = new RuntimeError("timeout", 500, `The function \`${name}\` did not end within ${timeout} ms.`);
      abort.abort(error);
      reject(error);
    }, timeout);
  });
  try {
    const info = { id, subscription, uid, attempt: attempts + 1, signal: abort.signal };
    await Promise.race([handler(value, info), late]);
    return { kind: "delivered" };
  } finally {
    clearTimeout(timer);
  }
}
