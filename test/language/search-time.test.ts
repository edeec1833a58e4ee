import { describe, expect, test } from "vitest";
import { site } from "../../language/error.ts";
import { replacePattern } from "../../language/pattern.ts";
import { replaceFound, searchFor } from "../../language/search.ts";
import { computed } from "../computed.ts";

const at = site("replace", "template:1:1");

test("a pattern that takes a backtracking engine for ever takes no time", () => {
  const started = computed();
  expect(replacePattern(`${"a".repeat(10_000)}!`, { source: "(a+)+$", flags: "g" }, "x", at)).toContain("!");
  expect(computed() - started).toBeLessThan(2000);
});

test("a text with a long way to look behind each of its many matches is given up", () => {
  const started = computed();
  expect(() => replacePattern("a".repeat(200_000), { source: "a(?:.*z)?", flags: "g" }, "", at)).toThrow(
    expect.objectContaining({ code: "limit" }),
  );
  expect(computed() - started).toBeLessThan(5000);
});

describe("no pattern takes long, whatever the text", () => {
  const patterns = String.raw`(a+)+$ ([a-zA-Z]+)*$ (a|aa)+$ (a|a?)+$ (.*a){20}$ ^(([a-z])+.)+[A-Z]([a-z])+$ ^(a+)+$
    (x+x+)+y (\s+)+$ \s+$ ^\s+|\s+$ <[^>]*> <[^<>]*> a*b (.*)=(.*) .*.*=.* \w+@\w+\.\w+ ^[\w.-]+@[\w.-]+$ (\d+)-(\d+)
    a{1,100}b (a?){50}a{50} (?:a|b|ab)*c "[^"]*" \/\*[^*]*\*\/ (https?:\/\/)?([\w.]+)+\/ x*x*x*x*x*y [a-z]+ #\w+
    [^a]*$ (^|\n)a*b a{0,40}b a?a?a?a?b (?:\w{1,9}\s?){3}! (?=a)(a+)+ (a+)\1+$`.split(/\s+/);
  const texts = ["a", "a!", " ", '"a', "a@", "x", "\na", "ab1 <x> /*c*/ ", "1", "<"].map(
    (unit) => `${unit.repeat(100_000 / unit.length)}!`,
  );
  // A second is far more than any takes, and far less than one that backtracks would take.
  test.each(patterns)("/%s/", (pattern) => {
    for (const flags of ["", "g"]) {
      const search = searchFor(`/${pattern}/${flags}`);
      if (search.kind === "refusal") continue;
      for (const text of texts) expect(milliseconds(() => replaceFound(text, search, "-", at))).toBeLessThan(1000);
    }
  });
});

function milliseconds(work: () => unknown): number {
  const start = computed();
  try {
    work();
  } catch (error) {
    expect(error).toMatchObject({ code: "limit" });
  }
  return computed() - start;
}
