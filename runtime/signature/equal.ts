import { digest } from "../../language/hashes.ts";

/**
 * Whether two signatures are the same, in a time that tells nothing of how much of them is: their SHA-256 digests are
 * compared to the last byte, which have one length whatever the signatures have.
 */
export function sameSignature(expected: Uint8Array, given: Uint8Array): boolean {
  const left = digest("sha256", expected);
  const right = digest("sha256", given);
  let difference = 0;
  for (const [index, byte] of left.entries()) difference |= byte ^ (right[index] ?? 0);
  return difference === 0;
}
