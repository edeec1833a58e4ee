import type { Point } from "../../compiler/generate/coverage.ts";
import { positions } from "../../grammar/source.ts";
import { codeFrame } from "../report/pretty.ts";
import { ranges } from "../report/ranges.ts";
import { type Paint, painter } from "../report/tone.ts";

/** A part of a manifest, and how often it ran. */
export type CountedPoint = Point & { readonly times: number };

/** How many parts of some kind there are, and how many of them ran. */
export interface Share {
  readonly all: number;
  readonly ran: number;
}

/** What ran of one manifest. */
export interface FileCoverage {
  readonly file: string;
  readonly units: Share;
  readonly expressions: Share;
  readonly branches: Share;
  readonly missed: readonly CountedPoint[];
}

/** What ran of each manifest, by its path. */
export function coverageOf(points: readonly CountedPoint[]): readonly FileCoverage[] {
  const files = [...new Set(points.map(({ uri }) => uri))].sort();
  return files.map((file) => {
    const own = points.filter(({ uri }) => uri === file);
    const of = (kind: Point["kind"]) => shareOf(own.filter((point) => point.kind === kind));
    return {
      file,
      units: of("unit"),
      expressions: of("expression"),
      branches: of("branch"),
      missed: own.filter(({ times }) => times === 0).sort((a, b) => a.span.start - b.span.start),
    };
  });
}

/** How many parts there are, and how many ran. */
export function shareOf(points: readonly CountedPoint[]): Share {
  return { all: points.length, ran: points.filter(({ times }) => times > 0).length };
}

/** The part that ran, in percent; of nothing all has run. */
export function percent({ all, ran }: Share): number {
  return all === 0 ? 100 : (100 * ran) / all;
}

/** A table of what ran, and below it the lines of what did not. */
export function coverageText(
  files: readonly FileCoverage[],
  texts: ReadonlyMap<string, string>,
  color: boolean,
): string {
  const paint = painter(color);
  const head = ["manifest", "directives", "expressions", "branches"];
  const rows = files.map(({ file, units, expressions, branches }) => [
    file,
    ...[units, expressions, branches].map(words),
  ]);
  const widths = head.map((title, column) => Math.max(...[head, ...rows].map((row) => (row[column] ?? title).length)));
  const lines = [head, ...rows].map((row) =>
    row
      .map((cell, i) => cell.padEnd(widths[i] ?? 0))
      .join("  ")
      .trimEnd(),
  );
  const missed = files.flatMap(({ file, missed }) => missedFrames(file, missed, texts, paint));
  return [...lines, "", ...missed].join("\n");
}

function words(share: Share): string {
  return share.all === 0 ? "–" : `${share.ran} of ${share.all} (${Math.floor(percent(share))} %)`;
}

/** A directive that did not run at all stands for what is in it. */
function missedFrames(
  file: string,
  missed: readonly CountedPoint[],
  texts: ReadonlyMap<string, string>,
  paint: Paint,
): readonly string[] {
  const range = ranges(texts);
  const units = missed.filter(({ kind }) => kind === "unit");
  const told = missed.filter(
    (point) =>
      point.kind === "unit" || !units.some(({ span }) => span.start <= point.span.start && point.span.end <= span.end),
  );
  return told.flatMap((point) => {
    const place = range(point.uri, point.span);
    const frame = codeFrame(texts.get(point.uri) ?? "", place, (text) => paint("yellow", text));
    return [`${file}:${place.start.line}:${place.start.column} ${reasons(point)}`, ...frame, ""];
  });
}

function reasons({ kind, outcome }: Point): string {
  if (outcome !== undefined) return `was never ${outcome}`;
  switch (kind) {
    case "unit":
      return "never ran";
    case "expression":
      return "was never evaluated";
    case "branch":
      return "was never chosen";
  }
}

/** The same for programs that read LCOV: each line that begins a part, and each branch. */
export function lcov(points: readonly CountedPoint[], texts: ReadonlyMap<string, string>): string {
  return coverageOf(points)
    .map(({ file }) => {
      const line = positions(texts.get(file) ?? "");
      const own = points
        .filter(({ uri }) => uri === file)
        .map((point) => ({ ...point, line: line(point.span.start).line }));
      const lines = new Map<number, number>();
      for (const point of own.filter(({ kind }) => kind !== "branch")) {
        lines.set(point.line, Math.max(lines.get(point.line) ?? 0, point.times));
      }
      const branches = own.filter(({ kind }) => kind === "branch");
      return [
        `SF:${file}`,
        ...branches.map(({ line: at, times }, index) => `BRDA:${at},0,${index},${times}`),
        `BRF:${branches.length}`,
        `BRH:${branches.filter(({ times }) => times > 0).length}`,
        ...[...lines].sort(([a], [b]) => a - b).map(([at, times]) => `DA:${at},${times}`),
        `LF:${lines.size}`,
        `LH:${[...lines.values()].filter((times) => times > 0).length}`,
        "end_of_record\n",
      ].join("\n");
    })
    .join("");
}
