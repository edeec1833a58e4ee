import { fileURLToPath } from "node:url";
import { ModuleKind, ModuleResolutionKind, Project, ScriptTarget } from "ts-morph";

const subpaths = ["values", "functions", "runtime"] as const;

/** What TypeScript under `strict` says against some modules, as text with places; empty if nothing. */
export function typeErrors(files: readonly string[]): string {
  // The modules may lie where no package of our name is installed; they mean this one.
  const own = subpaths.map((name) => [
    `imlc/${name}`,
    [declarations(fileURLToPath(import.meta.resolve(`imlc/${name}`)))],
  ]);
  const project = new Project({
    compilerOptions: {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      allowImportingTsExtensions: true,
      target: ScriptTarget.ES2023,
      lib: ["lib.es2023.d.ts", "lib.dom.d.ts"],
      types: [],
      module: ModuleKind.ESNext,
      moduleResolution: ModuleResolutionKind.Bundler,
      paths: Object.fromEntries(own),
    },
  });
  const sources = project.addSourceFilesAtPaths([...files]);
  const found = sources.flatMap((source) => source.getPreEmitDiagnostics());
  return project.formatDiagnosticsWithColorAndContext(found);
}

/** What holds the types of a module: its source in the checkout, its declarations in the package. */
function declarations(module: string): string {
  return module.replace(/\.js$/, ".d.ts");
}
