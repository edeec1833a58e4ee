import { resolve } from "node:path";
import { analyzeToUse } from "./analyze.ts";
import { writeIfChanged } from "./files.ts";
import { exit, type Io } from "./io.ts";
import { version } from "./version.ts";

export interface BuildOptions {
  readonly paths: readonly string[];
  readonly out: string;
  readonly verify: boolean;
}

/** Compiles the apps under some paths to TypeScript modules. Nothing is written if any manifest has an error. */
export async function build({ paths, out, verify }: BuildOptions, io: Io): Promise<number> {
  const began = performance.now();
  const analysis = analyzeToUse(paths, io);
  if (!analysis) return exit.findings;

  const { generateApp } = await import("../compiler/generate/module.ts");
  const { apps, texts } = analysis;
  const files = apps.flatMap((app) =>
    generateApp(app, texts, version()).map(({ path, text }) => ({ path: resolve(io.cwd, out, app.id, path), text })),
  );
  const written = files.filter(({ path, text }) => writeIfChanged(path, text));
  io.out(`${files.length} modules, ${written.length} written, in ${Math.round(performance.now() - began)} ms.\n`);
  if (!verify) return exit.ok;

  const { typeErrors } = await import("./verify.ts");
  const errors = typeErrors(files.flatMap(({ path }) => (path.endsWith(".ts") ? [path] : [])));
  if (errors === "") {
    io.out("The modules pass the type check.\n");
    return exit.ok;
  }
  io.err(`imlc: the modules do not pass the type check, which is a bug in imlc:\n${errors}`);
  return exit.bug;
}
