import fc from "fast-check";
import { expect, test } from "vitest";
import { withoutDiacritics } from "../../language/diacritics.ts";
import { anyCharacter } from "../characters.ts";
import { computed } from "../computed.ts";

test("letters of European languages become plain ones", () => {
  expect(withoutDiacritics("Příliš žluťoučký kůň")).toBe("Prilis zlutoucky kun");
  expect(withoutDiacritics("Łódź, Århus, Đà Nẵng, Ærø, Straße, œuvre")).toBe(
    "Lodz, Arhus, Da Nang, AEro, Strasse, oeuvre",
  );
});

test("no mark is left, and ASCII stays", () => {
  fc.assert(
    fc.property(fc.string({ unit: anyCharacter }), fc.string({ unit: "binary-ascii" }), (text, plain) => {
      expect(withoutDiacritics(text)).not.toMatch(/\p{M}/u);
      expect(withoutDiacritics(plain)).toBe(plain);
    }),
  );
});

test("a million marks in a row are removed at once", () => {
  const start = computed();
  expect(withoutDiacritics(`e${"\u0301\u0327".repeat(500_000)}`)).toBe("e");
  expect(computed() - start).toBeLessThan(2000);
});
