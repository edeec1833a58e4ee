import { dirname, relative, resolve, sep } from "node:path";
import { declarationPath } from "../../compiler/generate/declaration.ts";
import type { GeneratedFile } from "../../compiler/generate/generated.ts";
import type { ProjectAnalysis } from "../../compiler/index.ts";
import { version } from "../version.ts";
import type { Language } from "./languages.ts";

/** What is to be generated, and where it goes. */
export interface Wanted {
  /** The folder of the modules; undefined: no modules. */
  readonly out: string | undefined;
  readonly format: Language;
  /** Whether the types of manifests that are imported themselves are written beside them. */
  readonly declarations: boolean;
}

/** A file of code as it is to be on the disk; the path begins at the root. */
export interface Output {
  readonly path: string;
  readonly text: string;
}

/** All that apps without errors compile to; their paths begin at `cwd`. */
export async function outputsOf(analysis: ProjectAnalysis, wanted: Wanted, cwd: string): Promise<readonly Output[]> {
  const { out, format, declarations } = wanted;
  return [
    ...(out === undefined ? [] : await modules(analysis, format, resolve(cwd, out), cwd)),
    ...(declarations ? await typesBeside(analysis, cwd) : []),
  ];
}

async function modules({ apps, texts }: ProjectAnalysis, format: Language, out: string, cwd: string) {
  const generate = await generator(format);
  return apps.flatMap((app) =>
    generate(app, texts, version()).flatMap((file) => onDisk(file, resolve(out, app.id, file.path), cwd)),
  );
}

/** What writes the modules of an app; only the one for TypeScript loads a library for it. */
async function generator(format: Language) {
  switch (format) {
    case "ts":
      return (await import("../../compiler/generate/module.ts")).generateApp;
    case "js":
      return (await import("../../compiler/generate/javascript.ts")).generateJavascript;
  }
}

function onDisk({ text, map }: GeneratedFile, path: string, cwd: string): readonly Output[] {
  if (!map) return [{ path, text }];
  const sources = map.sources.map((uri) => relative(dirname(path), resolve(cwd, uri)).split(sep).join("/"));
  return [
    { path, text },
    { path: `${path}.map`, text: `${JSON.stringify({ ...map, sources })}\n` },
  ];
}

async function typesBeside({ apps, texts }: ProjectAnalysis, cwd: string): Promise<readonly Output[]> {
  const { webhookModule } = await import("../../compiler/generate/webhook-module.ts");
  return apps.flatMap((app) =>
    app.webhooks.flatMap(({ communication }) => {
      if (!communication) return [];
      const { uri } = communication.source;
      const code = webhookModule(app, uri, texts);
      return code ? [{ path: resolve(cwd, declarationPath(uri)), text: code.declaration }] : [];
    }),
  );
}
