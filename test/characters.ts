import fc from "fast-check";

/** Any character of Unicode, halves of surrogate pairs among them. That of fast-check takes a second to set up. */
export const anyCharacter: fc.Arbitrary<string> = fc.nat(0x10ffff).map((code) => String.fromCodePoint(code));
