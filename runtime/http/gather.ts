/** Bytes that come piece by piece. */
export interface Gathering {
  /** Adds a piece, and answers how many bytes more the gathering takes of the memory. */
  add(piece: Buffer): number;
  /** All of them, one behind the other. */
  whole(): Buffer;
}

/**
 * Gathers at most so many bytes in one buffer, which is made twice as large whenever it is full: a sender may cut its bytes
 * as small as it likes, and they take no more of the memory than twice their number. What comes in one piece is not copied.
 */
export function gather(most: number): Gathering {
  let buffer: Buffer = Buffer.alloc(0);
  let length = 0;
  return {
    add(piece) {
      const before = buffer.length;
      if (length === 0) buffer = piece;
      else if (length + piece.length <= buffer.length) piece.copy(buffer, length);
      else buffer = Buffer.concat([buffer.subarray(0, length), piece], Math.min(most, 2 * (length + piece.length)));
      length += piece.length;
      return buffer.length - before;
    },
    whole: () => buffer.subarray(0, length),
  };
}
