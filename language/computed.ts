/** The Unix seconds of an instant, without a fraction. */
export function timestamp(now: Date): number {
  return Math.floor(now.getTime() / 1000);
}

/** A number from 0 up to but not including 1, new each time. */
export function random(): number {
  return Math.random();
}

/** A UUID of version 4, new each time. */
export function uuid(): string {
  return crypto.randomUUID();
}
