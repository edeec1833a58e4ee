import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { generatedBy } from "../../compiler/generate/generated.ts";

/** The files in a folder that imlc has generated once and would not generate now: their manifests are gone. */
export function leftOver(folder: string, current: ReadonlySet<string>): readonly string[] {
  return filesIn(folder).filter((path) => !current.has(path) && isGenerated(path));
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true, recursive: true })
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => join(parentPath, name))
      .sort();
  } catch {
    // Nothing has been generated yet.
    return [];
  }
}

/** A map cannot say it itself; the module that it belongs to does. */
function isGenerated(path: string): boolean {
  if (!/\.(?:ts|js|js\.map)$/.test(path)) return false;
  const module = path.replace(/\.map$/, "");
  return existsSync(module) && readFileSync(module, "utf8").startsWith(generatedBy);
}
