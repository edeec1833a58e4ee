/** A new id that sorts by the time it was made (UUID version 7); `now` in epoch milliseconds. */
export function newId(now: number): string {
  const time = Math.floor(now).toString(16).padStart(12, "0");
  return `${time.slice(0, 8)}-${time.slice(8)}-7${crypto.randomUUID().slice(15)}`;
}
