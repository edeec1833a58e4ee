import { expect, test } from "vitest";
import { isLinear } from "../../language/linear-pattern.ts";

test.each([
  ["\\d+", "g"],
  ["[^a-z0-9]+", "gi"],
  ["#\\w+", "g"],
  ["(\\d{4})-(\\d\\d)-(\\d\\d)", ""],
  ["^\\s+", ""],
  ["^(\\w+) ?-", ""],
  ["<[^<>]*>", "g"],
  ['"[^"]*"', "g"],
  ["\\[[^\\]\\[]*\\]", "g"],
  ["yes|no", "i"],
  ["colou?rs?", "g"],
  [".", "gs"],
  ["a+?", "g"],
  ["\\bfoo\\b", "g"],
  ["a{99,}", ""],
  ["#a{2,}b", ""],
  ["x(a+)", ""],
  ["(<[^<]*)>", "g"],
])("/%s/%s takes time in proportion to the text", (source, flags) => {
  expect(isLinear(source, flags)).toBe(true);
});

test.each([
  ["(a+)+$", ""],
  ["(a|aa)+", ""],
  ["a*b", ""],
  ["\\s+$", "g"],
  ["^\\s+|\\s+$", "g"],
  ["^\\s+$", "m"],
  ["<[^>]*>", "g"],
  [".[^<>]*>", ""],
  ["k[^k]*x", "i"],
  ["a+b+", ""],
  ["#a+b+", ""],
  ["a{2,}b", ""],
  ["a{100,}", ""],
  ["a|b|c|d|e|f|g", ""],
  ["<{2}[^<]*>", ""],
  ["<?[^<]*>", ""],
  ["\\[[^\\]]*\\]", "g"],
  ["\\w+@", ""],
  ["(\\w+) (\\w+)", ""],
  ["a{1,500}b", ""],
  ["(a?a?a?)(a?a?a?)(a?a?a?)b", ""],
  ["a{9}{9}", ""],
  ["(?:ab)*", ""],
  ["(?=a)b", ""],
  ["(?<n>a)", ""],
  ["(a)\\1", ""],
  ["\\p{L}+", "u"],
  ["(", ""],
  ["[", ""],
  ["a**", ""],
  ["\\-", "u"],
])("of /%s/%s that is not known", (source, flags) => {
  expect(isLinear(source, flags)).toBe(false);
});
