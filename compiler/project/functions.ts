import type { FunctionFiles } from "../functions/read.ts";
import { type Files, joinPath, splitPath } from "./files.ts";
import { isSearched, layoutOf } from "./folders.ts";

/**
 * The custom functions of the app in a folder: `functions/NAME/code.js` and `NAME.code.js` at any depth, with tests in
 * `test.js` and `NAME.test.js` beside them.
 */
export function functionsUnder(files: Files, folder: string): readonly FunctionFiles[] {
  const names = [...(files.list(folder) ?? [])].sort();
  const here = names.flatMap((name) => functionIn(files, folder, name) ?? []);
  const folders = names.filter((name) => name.endsWith("/") && isSearched(name)).map((name) => joinPath(folder, name));
  return [...here, ...folders.filter((each) => !layoutOf(files, each)).flatMap((each) => functionsUnder(files, each))];
}

/** Whether a file has a name as the code and the tests of functions have. */
export function isFunctionFile(path: string): boolean {
  return /(?:^|\/)functions\/[^/]+\/(?:code|test)\.js$|[^/]\.(?:code|test)\.js$/.test(path);
}

/** The folder of the app that a file of a function belongs to: the next one above that is one. */
export function appFolderOf(files: Files, path: string): string {
  const { folder } = splitPath(path);
  for (let above = folder; ; above = splitPath(above).folder) {
    if (layoutOf(files, above)) return above;
    if (above === "." || above === "/" || above.endsWith("..")) return folder;
  }
}

function functionIn(files: Files, folder: string, file: string): FunctionFiles | undefined {
  if (!file.endsWith("code.js")) return undefined;
  const { folder: above, name: own } = splitPath(folder);
  const isOwn = file === "code.js" && splitPath(above).name === "functions";
  const name = isOwn ? own : /^(.+)\.code\.js$/.exec(file)?.[1];
  if (name === undefined) return undefined;
  const read = (path: string) => {
    const uri = joinPath(folder, path);
    const text = files.read(uri);
    return text === undefined ? undefined : { uri, text };
  };
  const code = read(file);
  return code && { name, code, test: read(isOwn ? "test.js" : `${name}.test.js`) };
}
