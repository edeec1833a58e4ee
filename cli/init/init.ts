import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { exit, type Io, Misuse } from "../io.ts";
import type { TemplateName } from "./templates.ts";

export interface InitOptions {
  readonly folder: string;
  readonly template: TemplateName;
}

/** Writes the files of a template into a folder. If one of them is there already, nothing is written. */
export async function init({ folder, template }: InitOptions, io: Io): Promise<number> {
  if (folder === "") throw new Misuse("the name of the folder is empty; `.` is the current one.");
  const target = resolve(io.cwd, folder);
  if (existsSync(target) && !statSync(target).isDirectory()) throw new Misuse(`${folder} is a file, not a folder.`);
  const files = filesOf(template, basename(target));
  const there = files.map(({ name }) => join(target, name)).filter((path) => existsSync(path));
  if (there.length > 0) {
    const names = there.map((path) => relative(io.cwd, path)).join(", ");
    throw new Misuse(`already there: ${names}. \`init\` replaces nothing; name another folder.`);
  }
  for (const { name, text } of files) write(join(target, name), text, io);
  const named = inShell(folder);
  io.out(`\nNext: npx imlc check ${named}, then npx imlc serve ${named}. README.md says more.\n`);
  return exit.ok;
}

/** A path as the shells of this system take it for one, whatever is in it. */
function inShell(path: string): string {
  const isWindows = process.platform === "win32";
  if (/^[\w@%+=:,./-]+$/.test(path) || (isWindows && !/[\s&()]/.test(path))) return path;
  return isWindows ? `"${path}"` : `'${path.replaceAll("'", "'\\''")}'`;
}

/** The templates lie in the package as they are, not compiled with it. */
function filesOf(template: TemplateName, app: string): readonly { readonly name: string; readonly text: string }[] {
  const folder = fileURLToPath(new URL(`cli/init/templates/${template}/`, import.meta.resolve("imlc/package.json")));
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => ({
      name: relative(folder, path),
      text: readFileSync(path, "utf8").replaceAll("/hooks/NAME/", `/hooks/${encodeURIComponent(app)}/`),
    }));
}

function write(path: string, text: string, io: Io): void {
  mkdirSync(dirname(path), { recursive: true });
  // `wx`: a file that somebody else has made meanwhile stays, too.
  writeFileSync(path, text, { flag: "wx" });
  io.out(`${relative(io.cwd, path)}\n`);
}
