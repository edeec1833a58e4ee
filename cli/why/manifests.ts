import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { findProject } from "../../compiler/index.ts";
import { filesOnDisk } from "../files.ts";

/** The text of a file of an app, by its name as places have it; undefined if it is not at hand. */
export type Manifests = (app: string, file: string) => string | undefined;

/** The manifests of the apps that lie under some paths. */
export function manifestsUnder(paths: readonly string[], cwd: string): Manifests {
  const { apps } = findProject(filesOnDisk(cwd), paths);
  return (app, file) => {
    const folder = apps.find(({ id }) => id === app)?.folder;
    if (folder === undefined) return undefined;
    try {
      return readFileSync(resolve(cwd, folder, file), "utf8");
    } catch {
      // The server has other files than this machine: the place alone says where to look.
      return undefined;
    }
  };
}
