import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { didYouMean, nearest } from "../../language/nearest.ts";

describe("the candidate that was meant", () => {
  test("is found after one slip in a word of four letters or more", () => {
    const word = fc.stringMatching(/^[a-z]{4,12}$/);
    fc.assert(
      fc.property(word, fc.nat(), fc.nat(3), fc.stringMatching(/^[a-z]$/), (meant, place, slip, letter) => {
        const at = place % (meant.length - 1);
        const rest = meant.slice(at + 1);
        const typed = [
          meant.slice(0, at) + rest,
          meant.slice(0, at) + letter + meant.slice(at),
          meant.slice(0, at) + letter + rest,
          meant.slice(0, at) + rest.charAt(0) + meant.charAt(at) + rest.slice(1),
        ][slip];
        expect(nearest(typed ?? "", [meant])).toBe(typed === meant ? undefined : meant);
      }),
    );
  });

  test.each<[string, readonly string[], string | undefined]>([
    ["paramters", ["parameters"], "parameters"],
    ["UID", ["uid"], "uid"],
    ["uid", ["UID"], "UID"],
    ["uid", ["uid", "uids"], undefined],
    ["outptu", ["iterate", "output"], "output"],
    ["responses", ["respond", "response"], "response"],
    ["response", ["responses", "responsed"], "responses"],
    ["ab", ["b"], "b"],
    ["ab", ["xy"], undefined],
    ["a", ["bc"], undefined],
    ["", ["a"], undefined],
    ["a", ["b"], undefined],
    ["a", ["A"], "A"],
    ["", ["ab"], undefined],
    ["abcdef", ["abcdxy"], "abcdxy"],
    ["abcdef", ["abcxyz"], undefined],
    ["abcdef", ["abcdefgh"], "abcdefgh"],
    ["abcdef", ["abcdefghi"], undefined],
    ["abcd", ["badc"], undefined],
    ["abcdef", ["badcef"], "badcef"],
    ["dab", ["dbc"], undefined],
    ["dcb", ["dac"], undefined],
    ["abba", ["bcba"], undefined],
    ["ddcad", ["ddbcd"], undefined],
    ["abcdef", [], undefined],
  ])("%s among %j is %s", (word, candidates, meant) => {
    expect(nearest(word, candidates)).toBe(meant);
  });

  test("is looked for among words of up to 64 letters", () => {
    expect(nearest("a".repeat(64), [`${"a".repeat(63)}b`])).toBe(`${"a".repeat(63)}b`);
    expect(nearest("a".repeat(65), ["a".repeat(64)])).toBeUndefined();
    expect(nearest("a".repeat(64), ["a".repeat(65)])).toBeUndefined();
  });
});

test("a message ends with what was meant, if that is known", () => {
  expect(didYouMean("uid")).toBe(" Did you mean `uid`?");
  expect(didYouMean(undefined)).toBe("");
});
