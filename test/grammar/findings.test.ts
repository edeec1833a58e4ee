import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import type { Diagnostic, Edit } from "../../grammar/diagnostic.ts";
import { expectedFindings, foundFindings } from "../carets.ts";
import { readManifest } from "./read.ts";

const folder = new URL("fixtures/", import.meta.url);
const fixtures = readdirSync(folder).map((name) => [name, readFileSync(new URL(name, folder), "utf8")] as const);

describe.each(fixtures)("%s", (_, text) => {
  test("the findings stand where the carets say, and nowhere else", () => {
    expect(foundFindings(text, readManifest(text).diagnostics)).toEqual(expectedFindings(text));
  });

  test("each fix removes its finding, and brings no other", () => {
    const { diagnostics } = readManifest(text);
    for (const found of diagnostics.filter(({ fix }) => fix)) {
      const left = readManifest(applied(text, found.fix?.edits ?? [])).diagnostics;
      expect(counted(left), `${found.code} at ${found.span.start}`).toEqual(
        counted(diagnostics.filter((each) => each !== found)),
      );
    }
  });
});

function applied(text: string, edits: readonly Edit[]): string {
  return edits
    .toSorted((a, b) => b.span.start - a.span.start)
    .reduce((changed, { span, text: put }) => changed.slice(0, span.start) + put + changed.slice(span.end), text);
}

function counted(diagnostics: readonly Diagnostic[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { code } of diagnostics) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}
