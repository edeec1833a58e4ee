import { isUtf8 } from "node:buffer";
import { readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { type FixLevel, fixed, readsAsWell } from "../compiler/fix.ts";
import type { Files, ProjectAnalysis } from "../compiler/index.ts";
import { withFile } from "./files.ts";

/** What became of some files by fixing what was found in them. */
export interface Fixed {
  /** What is left to say. */
  readonly analysis: ProjectAnalysis;
  readonly changes: readonly Change[];
  /** The files of which nothing was changed, because a fix would have made them unreadable. */
  readonly refused: readonly string[];
}

/** A file before and after. */
export interface Change {
  readonly uri: string;
  readonly before: string;
  readonly after: string;
}

/** Makes fixes until no more can be made, without writing anything; what one fix uncovers, another may mend. */
export function fixAll(analyze: (files: Files) => ProjectAnalysis, files: Files, level: FixLevel): Fixed {
  const analysis = analyze(files);
  return fixFurther(analyze, files, level, { first: analysis.texts, analysis, refused: new Set() }, mostRounds);
}

/** Fixes that undo each other would go on for ever. */
const mostRounds = 10;

interface Progress {
  /** The texts as they were. */
  readonly first: ReadonlyMap<string, string>;
  readonly analysis: ProjectAnalysis;
  readonly refused: ReadonlySet<string>;
}

function fixFurther(
  analyze: (files: Files) => ProjectAnalysis,
  files: Files,
  level: FixLevel,
  progress: Progress,
  rounds: number,
): Fixed {
  const { first, analysis, refused } = progress;
  const next = rounds > 0 ? fixedTexts(analysis, level, refused) : new Map<string, string>();
  if (next.size > 0) {
    const changed = withTexts(files, next);
    return fixFurther(analyze, changed, level, { ...progress, analysis: analyze(changed) }, rounds - 1);
  }
  const changes = [...analysis.texts].flatMap(([uri, after]): Change[] => {
    const before = first.get(uri);
    return before === undefined || before === after ? [] : [{ uri, before, after }];
  });
  const worse = changes.filter(({ uri, before, after }) => !readsAsWell(uri, before, after));
  if (worse.length === 0) return { analysis, changes, refused: [...refused] };
  const restored = withTexts(files, new Map(worse.map(({ uri, before }) => [uri, before])));
  const left = new Set([...refused, ...worse.map(({ uri }) => uri)]);
  return fixFurther(analyze, restored, level, { first, analysis: analyze(restored), refused: left }, rounds);
}

function fixedTexts(
  { texts, diagnostics }: ProjectAnalysis,
  level: FixLevel,
  refused: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  return new Map(
    [...texts].flatMap(([uri, before]): [string, string][] => {
      const text = fixed({ uri, text: before }, diagnostics, level);
      return text === before || refused.has(uri) ? [] : [[uri, text]];
    }),
  );
}

function withTexts(files: Files, texts: ReadonlyMap<string, string>): Files {
  return [...texts].reduce((all, [uri, text]) => withFile(all, uri, text), files);
}

/** Writes a changed file, unless it is another by now, or was no text; answers whether it was written. */
export function write({ uri, before, after }: Change, cwd: string): boolean {
  const path = resolve(cwd, uri);
  const bytes = readFileSync(path);
  if (!isUtf8(bytes) || bytes.toString() !== before) return false;
  writeFileSync(path, after);
  return true;
}
