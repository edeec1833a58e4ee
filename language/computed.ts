/**
 * The Unix seconds of an instant, without a fraction.
 *
 * @example
 * import { timestamp } from "imlc/values";
 *
 * console.log(timestamp(new Date("1970-01-01T00:01:00.999Z"))); // 60
 */
export function timestamp(now: Date): number {
  return Math.floor(now.getTime() / 1000);
}

/**
 * A number from 0 up to but not including 1, new each time.
 *
 * @example
 * import { random } from "imlc/values";
 *
 * console.log(random() < 1); // true
 */
export function random(): number {
  return Math.random();
}

/**
 * A UUID of version 4, new each time.
 *
 * @example
 * import { uuid } from "imlc/values";
 *
 * console.log(uuid() === uuid()); // false
 */
export function uuid(): string {
  return crypto.randomUUID();
}
