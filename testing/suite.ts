import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Files } from "../compiler/index.ts";
import { joinPath, splitPath } from "../compiler/project/files.ts";
import { layoutOf } from "../compiler/project/folders.ts";
import type { Source } from "../grammar/source.ts";
import type { AppModule } from "../runtime/contract.ts";
import { HarnessError } from "./error.ts";
import type { HookCase } from "./fixture/fixture.ts";
import { readFixture } from "./fixture/read.ts";
import { type CaseResult, runCase } from "./run/case.ts";

/** A file that was read, with a function that plays one of its cases on an app. */
export type OpenedFixture =
  | {
      readonly kind: "fixture";
      readonly cases: readonly HookCase[];
      readonly play: (app: AppModule, test: HookCase) => Promise<CaseResult>;
    }
  | { readonly kind: "unreadable"; readonly problems: readonly string[] };

/** Reads a file of tests. */
export function openFixture(source: Source, files: Files): OpenedFixture {
  const read = readFixture(source);
  if (read.kind === "unreadable") return read;
  const { folder } = splitPath(source.uri);
  const readBody = (file: string): Uint8Array => {
    const at = splitPath(joinPath(folder, file));
    // Looked for in its folder, so that whoever watches these files watches this one, which may be no text.
    if (!files.list(at.folder)?.includes(at.name)) throw new HarnessError(`There is no file \`${file}\`.`);
    return readFileSync(resolve(files.folder, folder, file));
  };
  return {
    kind: "fixture",
    cases: read.fixture.cases,
    play: (app, test) => runCase(test, { app, source, readBody }),
  };
}

/** The folder of the app to which a file belongs: the innermost around it; undefined if there is none. */
export function appFolderOf(files: Files, path: string): string | undefined {
  const { folder } = splitPath(path);
  if (layoutOf(files, folder) !== undefined) return folder;
  return folder === "." || folder === "/" || folder.endsWith("..") ? undefined : appFolderOf(files, folder);
}
