import { describe, expect, test } from "vitest";
import { analyzeNamed } from "../../cli/analyze.ts";
import { filesOnDisk } from "../../cli/files.ts";
import { fixAll } from "../../cli/fix.ts";
import { readsAsWell } from "../../compiler/fix.ts";
import type { Files } from "../../compiler/index.ts";
import type { Diagnostic } from "../../grammar/diagnostic.ts";
import { commentsIn } from "../../grammar/json/comments.ts";

const disk = filesOnDisk(process.env.IMLC_CORPUS ?? "");

function analyze(files: Files) {
  return analyzeNamed({ paths: ["."], stdinFilename: "" }, files);
}

describe.each(["safe", "all"] as const)("after all fixes of level %s", (level) => {
  const { changes, refused } = fixAll(analyze, disk, level);
  console.info(`level ${level}: ${changes.length} files changed`);

  test("every file can be read, and has its comments", () => {
    expect(refused).toEqual([]);
    for (const { uri, before, after } of changes) {
      expect(readsAsWell(uri, before, after), uri).toBe(true);
      expect(commentsIn(after).map(({ text }) => text)).toEqual(commentsIn(before).map(({ text }) => text));
    }
  });
});

test("after all safe fixes nothing is found that was not found before", () => {
  const known = new Map(counted(analyze(disk).diagnostics));
  const left = counted(fixAll(analyze, disk, "safe").analysis.diagnostics);
  expect(left.filter(([what, count]) => count > (known.get(what) ?? 0))).toEqual([]);
});

/** How many findings of a code there are in a file. */
function counted(diagnostics: readonly Diagnostic[]): [string, number][] {
  const groups = Object.entries(Object.groupBy(diagnostics, ({ uri, code }) => `${uri} ${code}`));
  return groups.map(([what, same = []]) => [what, same.length]);
}
