import type { Transform } from "node:stream";
import { constants, createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from "node:zlib";

/** The content codings that can be undone here. */
export type Coding = "gzip" | "x-gzip" | "deflate" | "br" | "zstd";

/** Each undoes one content coding as its input comes, and holds no more than a window of it. */
const inflaters: Readonly<Record<Coding, () => Transform>> = {
  gzip: () => createGunzip(),
  "x-gzip": () => createGunzip(),
  deflate: () => createInflate(),
  br: () => createBrotliDecompress(),
  // Windows of 8 MB, which is what a content coding may have (RFC 9659); more would be memory for nothing.
  zstd: () => createZstdDecompress({ params: { [constants.ZSTD_d_windowLogMax]: 23 } }),
};

/** The names of the content codings that can be undone here. */
export const codings: ReadonlySet<Coding> = new Set(["gzip", "x-gzip", "deflate", "br", "zstd"]);

/** A stream that undoes a content coding. */
export function inflater(coding: Coding): Transform {
  return inflaters[coding]();
}
