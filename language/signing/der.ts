/** One element of ASN.1 in DER: what its tag says, and its content. */
export interface Der {
  readonly tag: number;
  readonly content: Uint8Array;
}

/** The tags that private keys are made of (ITU-T X.690). */
export const derTag = { integer: 0x02, octets: 0x04, identifier: 0x06, sequence: 0x30, parameters: 0xa0 } as const;

/** The elements that the bytes hold one after the other; undefined if they are not DER. */
export function derElements(bytes: Uint8Array): readonly Der[] | undefined {
  const elements: Der[] = [];
  for (let next = 0; next < bytes.length; ) {
    const length = lengthAt(bytes, next + 1);
    const tag = bytes[next];
    if (tag === undefined || length === undefined || length.end > bytes.length) return undefined;
    elements.push({ tag, content: bytes.subarray(length.start, length.end) });
    next = length.end;
  }
  return elements;
}

/** Where the content begins and ends whose length stands at a position. */
function lengthAt(bytes: Uint8Array, at: number): { readonly start: number; readonly end: number } | undefined {
  const first = bytes[at];
  if (first === undefined || first === 0x80) return undefined;
  if (first < 0x80) return { start: at + 1, end: at + 1 + first };
  const start = at + 1 + (first & 0x7f);
  // More bytes than these would say a length beyond any key.
  if (start - at > 4 || start > bytes.length) return undefined;
  const length = bytes.subarray(at + 1, start).reduce((sum, byte) => sum * 256 + byte, 0);
  return { start, end: start + length };
}
