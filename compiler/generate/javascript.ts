import type { AppAnalysis } from "../project/analyze.ts";
import { type AppModel, appModel, type FileModel, filesOf } from "./app.ts";
import { fileDeclaration, indexDeclaration } from "./declaration.ts";
import { functionFiles, type GeneratedFile, header } from "./generated.ts";
import { customPath, functionImports, importText } from "./imports.ts";
import { indexModel } from "./index-module.ts";
import { render } from "./layout.ts";
import { mark } from "./marks.ts";
import { statementTexts } from "./script.ts";
import { mapped } from "./source-map.ts";

/**
 * An app whose analysis has no errors as JavaScript modules with their types and source maps; `texts` holds its manifests by
 * their paths. The same manifests and version give the same bytes.
 */
export function generateJavascript(
  app: AppAnalysis,
  texts: ReadonlyMap<string, string>,
  version: string,
): readonly GeneratedFile[] {
  const model = appModel(app, texts, mark);
  return [
    ...filesOf(model).flatMap((file) => moduleFiles(file, texts, version)),
    ...indexFiles(model, version),
    ...functionFiles(model, version),
  ];
}

function moduleFiles(file: FileModel, texts: ReadonlyMap<string, string>, version: string): readonly GeneratedFile[] {
  const { path, source } = file;
  const first = header(source, "manifest", version);
  const { code, map } = mapped(moduleText(file), texts, first);
  const link = `//# sourceMappingURL=${path.split("/").at(-1)}.js.map\n`;
  return [
    { path: `${path}.js`, text: code + link, map },
    { path: `${path}.d.ts`, text: fileDeclaration(file, first) },
  ];
}

function moduleText({ path, module }: FileModel): string {
  const { whole, needs } = module;
  const imports = [
    importText("imlc/functions", functionImports(needs.functions), []),
    importText("imlc/values", [...needs.values], []),
    importText(customPath(path), needs.custom.size > 0 ? ["custom"] : [], []),
  ];
  const texts = [...imports, ...statementTexts(module), `export default ${render(whole, "export default ;".length)};`];
  return texts
    .filter((text) => text !== "")
    .map((text) => `${text}\n`)
    .join("");
}

function indexFiles(model: AppModel, version: string): readonly GeneratedFile[] {
  const first = header(model.folder, "manifest", version);
  const { imports, app } = indexModel(model);
  const imported = [...imports].sort().map(([path, name]) => `import ${name} from "./${path}.js";\n`);
  const text = `${imported.join("")}\nexport default ${render(app, "export default ;".length)};\n`;
  return [
    { path: "index.js", text: first + text },
    { path: "index.d.ts", text: indexDeclaration(model, first) },
  ];
}
