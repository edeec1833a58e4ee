import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { fixed, readsAsWell } from "../compiler/fix.ts";
import { rules } from "../compiler/lint/rules.ts";
import { findingsOf, fixturesIn, testFixtures } from "./fixtures.ts";

const folder = new URL("lint/", import.meta.url);

testFixtures(folder);

describe("each fix mends what it is about, and makes nothing worse", () => {
  test.each(fixturesIn(folder))("%s", (_, texts) => {
    const before = findingsOf(texts);
    for (const finding of before.filter(({ fix }) => fix)) {
      const { uri, code } = finding;
      const text = texts[uri] ?? "";
      const mended = fixed({ uri, text }, [finding], "all");
      const after = findingsOf({ ...texts, [uri]: mended });
      expect(readsAsWell(uri, text, mended), mended).toBe(true);
      expect(count(after, code), mended).toBeLessThan(count(before, code));
      for (const other of after)
        expect(count(after, other.code), mended).toBeLessThanOrEqual(count(before, other.code));
    }
  });
});

function count(findings: ReturnType<typeof findingsOf>, code: string): number {
  return findings.filter((each) => each.code === code).length;
}

test("the files of rules have the names of their codes, and the list has all of them in order", () => {
  const files = readdirSync(new URL("../compiler/lint/rules/", import.meta.url)).map((file) =>
    file.replace(/\.ts$/, ""),
  );
  expect(rules.map(({ diagnostic }) => diagnostic.spec.code)).toEqual(files.sort());
});
