import { analyzeApp, type Files, findProject } from "../compiler/index.ts";
import type { App } from "../compiler/project/app.ts";
import { splitPath } from "../compiler/project/files.ts";
import { layoutOf } from "../compiler/project/folders.ts";
import { appIn } from "../compiler/project/project.ts";
import { sourcesOf } from "../compiler/project/sources.ts";
import type { AppTexts } from "./answers.ts";
import { isServed } from "./served.ts";

/** The app that a file belongs to, or lies in, with all that is read of it; undefined if there is none. */
export function appTexts(files: Files, path: string): AppTexts | undefined {
  const app = appAround(files, path);
  if (!app) return undefined;
  const texts = new Map(sourcesOf(app).map(({ uri, text }) => [uri, text]));
  const noting = (uri: string): string | undefined => {
    const text = files.read(uri);
    if (text !== undefined) texts.set(uri, text);
    return text;
  };
  analyzeApp(app, { ...files, read: noting });
  const below = app.folder === "." ? "" : `${app.folder}/`;
  const own = [...texts].filter(([uri]) => uri.startsWith(below) && !/^(?:\/|\.\.\/)/.test(uri.slice(below.length)));
  if (own.length === 0) return undefined;
  return {
    id: app.id,
    folder: app.folder,
    files: Object.fromEntries(own.map(([uri, text]) => [uri.slice(below.length), text])),
  };
}

function appAround(files: Files, path: string): App | undefined {
  const [named] = findProject(files, [path]).apps;
  if (named?.only !== undefined) return { ...named, only: undefined };
  // No app names a sample or a test among its files.
  for (
    let inner = path, { folder } = splitPath(path);
    folder !== inner;
    inner = folder, { folder } = splitPath(folder)
  ) {
    const layout = layoutOf(files, folder);
    if (layout) return appIn(files, folder, layout);
  }
  return isServed(path) ? named : undefined;
}
