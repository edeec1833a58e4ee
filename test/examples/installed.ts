import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { root } from "../e2e/server.ts";

/** The examples that are projects of their own. */
export const projects = ["embed-fastify", "embed-hono", "vite-app", "next-like-fetch"] as const;

type ProjectName = (typeof projects)[number];

/** Copies the projects into an empty folder, and installs there what they ask for, once for all of them. Answers the folder. */
export function installProjects(tarball: string): string {
  const folder = mkdtempSync(join(tmpdir(), "imlc-examples-"));
  const wanted = projects.map((name) => copyProject(name, join(folder, name)));
  const dependencies = Object.assign({}, ...wanted.flatMap((each) => [each.dependencies, each.devDependencies]));
  writeManifest(folder, { dependencies: { ...dependencies, imlc: `file:${tarball}` } });
  execFileSync("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", "--loglevel=error"], {
    cwd: folder,
    stdio: "pipe",
    env: readerWith(dirname(process.execPath)),
  });
  return folder;
}

/** A project alone in an empty folder, not installed yet; it asks for a version of Node.js, too. Answers the folder. */
export function projectFor(name: ProjectName, tarball: string, node: string): string {
  const folder = mkdtempSync(join(tmpdir(), "imlc-example-"));
  const { dependencies, ...manifest } = copyProject(name, folder);
  writeManifest(folder, { ...manifest, dependencies: { ...dependencies, imlc: `file:${tarball}`, node } });
  return folder;
}

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

function copyProject(name: ProjectName, folder: string): Manifest {
  cpSync(join(root, "examples", name), folder, { recursive: true });
  return JSON.parse(readFileSync(join(folder, "package.json"), "utf8")) as Manifest;
}

function writeManifest(folder: string, manifest: Manifest): void {
  writeFileSync(join(folder, "package.json"), JSON.stringify({ private: true, type: "module", ...manifest }));
}

/** The environment of somebody who has the commands of a folder, and nothing of the checkout. */
export function readerWith(commands: string): NodeJS.ProcessEnv {
  const others = (process.env.PATH ?? "").split(":").filter((path) => !path.includes("node_modules"));
  return { ...process.env, NODE_ENV: undefined, PATH: [commands, ...others].join(":") };
}
