import fc from "fast-check";
import { expect, it } from "vitest";
import { gather } from "../../runtime/http/gather.ts";

const pieces = fc.array(fc.uint8Array({ minLength: 1, maxLength: 300 }), { maxLength: 200 });

it("what was gathered is what came, in its order, and takes what was said, never above the limit nor above twice the bytes", () => {
  fc.assert(
    fc.property(pieces, fc.nat(500), (all, spare) => {
      const length = all.reduce((sum, piece) => sum + piece.length, 0);
      const gathering = gather(length + spare);
      let taken = 0;
      let came = 0;
      for (const piece of all) {
        taken += gathering.add(Buffer.from(piece));
        came += piece.length;
        expect(taken).toBeGreaterThanOrEqual(came);
        expect(taken).toBeLessThanOrEqual(Math.min(2 * came, length + spare));
      }
      expect(gathering.whole()).toEqual(Buffer.concat(all));
    }),
  );
});

it("one piece is not copied", () => {
  const piece = Buffer.from("hello");
  const gathering = gather(100);
  expect(gathering.add(piece)).toBe(5);
  expect(gathering.whole().buffer).toBe(piece.buffer);
});
