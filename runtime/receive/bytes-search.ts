/** Where some bytes begin in others, from a place on; -1 if nowhere. */
export function indexOfBytes(bytes: Uint8Array, sought: Uint8Array, from: number): number {
  const first = sought[0] ?? 0;
  for (let at = bytes.indexOf(first, from); at !== -1; at = bytes.indexOf(first, at + 1)) {
    if (at + sought.length > bytes.length) return -1;
    if (sought.every((byte, i) => bytes[at + i] === byte)) return at;
  }
  return -1;
}
