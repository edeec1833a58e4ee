import { type Files, findProject } from "../../compiler/index.ts";
import { joinPath } from "../../compiler/project/files.ts";
import { isFunctionFile } from "../../compiler/project/functions.ts";
import { hookTestsUnder, isHookTest } from "../../compiler/project/hook-tests.ts";
import type { Source } from "../../grammar/source.ts";
import { appFolderOf } from "../../testing/suite.ts";
import { Misuse } from "../io.ts";

/** What the paths of a command line ask for. */
export interface Asked {
  /** Paths that lead to the apps. */
  readonly apps: readonly string[];
  /** Files of functions, or of tests, of which nothing else is asked for. */
  readonly only: ReadonlySet<string>;
  /** Whether all tests of some apps are asked for. */
  readonly isWhole: boolean;
}

/** Reads the paths; a file of tests that is not there, or belongs to no app, is a misuse. */
export function askedFor(paths: readonly string[], files: Files): Asked {
  const named = paths.map((path) => ({ path, clean: joinPath(path.startsWith("/") ? "/" : ".", path) }));
  const only = named.map(({ clean }) => clean).filter((path) => isFunctionFile(path) || isHookTest(path));
  return {
    apps: named.map(({ path, clean }) => (isHookTest(clean) ? appOf(clean, files) : path)),
    only: new Set(only),
    isWhole: only.length < paths.length,
  };
}

/** The files with tests of webhooks that are asked for, by the folders of their apps. */
export function hookTestsOf({ apps, only, isWhole }: Asked, files: Files): ReadonlyMap<string, readonly Source[]> {
  const found = findProject(files, apps).apps.flatMap(({ folder }): [string, readonly Source[]][] => {
    const sources = hookTestsUnder(files, folder).filter(
      ({ uri }) => (isWhole || only.has(uri)) && appFolderOf(files, uri) === folder,
    );
    return sources.length > 0 ? [[folder, sources]] : [];
  });
  return new Map(found);
}

function appOf(path: string, files: Files): string {
  if (files.read(path) === undefined) throw new Misuse(`there is no file or folder ${path}.`);
  const folder = appFolderOf(files, path);
  if (folder !== undefined) return folder;
  const marks = "a `makecomapp.json` or a `webhook.iml.json`";
  throw new Misuse(`${path} belongs to no app: no folder above it has ${marks}.`);
}
