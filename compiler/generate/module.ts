import {
  IndentationText,
  NewLineKind,
  Project,
  QuoteKind,
  type SourceFile,
  VariableDeclarationKind,
  type VariableStatement,
} from "ts-morph";
import type { AppAnalysis } from "../project/analyze.ts";
import { type AppModel, appModel, type FileModel, filesOf } from "./app.ts";
import { typedContract } from "./declaration.ts";
import { functionFiles, type GeneratedFile, header } from "./generated.ts";
import { importText, importTexts, scopeType } from "./imports.ts";
import { indexModel } from "./index-module.ts";
import { indented, type Layout, render } from "./layout.ts";
import type { FunctionMember, GroupMember, Member } from "./model.ts";
import { bodyText, parameterText, valueText } from "./print.ts";
import { typeDeclarations } from "./type.ts";

export type { GeneratedFile } from "./generated.ts";

/**
 * The TypeScript modules of an app whose analysis has no errors; `texts` holds its manifests by their paths. The same
 * manifests and version give the same bytes.
 *
 * @example
 * import { analyzeProject, filesInMemory, findProject } from "imlc";
 * import { generateApp } from "imlc/generate";
 *
 * const files = filesInMemory({ "shop/webhook.iml.json": '{"uid": "{{item.id}}"}' });
 * const { apps, texts } = analyzeProject(findProject(files, ["shop"]), files);
 * for (const app of apps) console.log(generateApp(app, texts, "1.0.0").map(({ path }) => path));
 */
export function generateApp(
  app: AppAnalysis,
  texts: ReadonlyMap<string, string>,
  version: string,
): readonly GeneratedFile[] {
  const project = new Project({
    useInMemoryFileSystem: true,
    manipulationSettings: {
      indentationText: IndentationText.TwoSpaces,
      newLineKind: NewLineKind.LineFeed,
      quoteKind: QuoteKind.Double,
    },
  });
  const model = appModel(app, texts);
  return [
    ...filesOf(model).map((file) => {
      const { text, imports } = typeDeclarations(file.types);
      return print(project, file.path, file.source, version, (module) => writeModule(module, file, imports), text);
    }),
    print(project, "index", model.folder, version, (module) => writeIndex(module, model)),
    ...functionFiles(model, version),
  ];
}

function print(
  project: Project,
  path: string,
  source: string,
  version: string,
  write: (module: SourceFile) => void,
  types = "",
): GeneratedFile {
  const module = project.createSourceFile(`${path}.ts`);
  write(module);
  module.formatText({ indentSize: 2 });
  const code = module.getFullText().replace(/\n{3,}/g, "\n\n");
  return {
    path: `${path}.ts`,
    text: header(source, "manifest", version) + code + (types === "" ? "" : `\n${types}`),
  };
}

function writeModule(module: SourceFile, file: FileModel, imports: readonly string[]): void {
  const { members, whole, needs } = file.module;
  module.addStatements([...importTexts(file, imports)]);
  for (const [code, name] of needs.hoisted) addConstant(module, name, code);
  for (const member of members) writeMember(module, member);
  addDefaultExport(module, whole, file.contract, file.types.length > 0 ? ` as ${typedContract(file)}` : "");
}

function writeMember(module: SourceFile, member: Member): void {
  switch (member.kind) {
    case "function":
      module.addFunction({
        ...functionStructure(member),
        docs: [member.doc],
        statements: [bodyText(member, 1)],
        isExported: true,
      });
      return;
    case "constant":
      addConstant(module, member.name, `${valueText(member)} as const`, "\n")
        .setIsExported(true)
        .addJsDoc(member.doc);
      return;
    case "group":
      addConstant(module, member.name, groupText(member, 1), "\n").setIsExported(true);
  }
}

/** An object of functions that name themselves in stack traces. */
function groupText({ members }: GroupMember, depth: number): string {
  const methods = members.map((member) => {
    if (member.kind === "group") return `${member.name}: ${groupText(member, depth + 1)},`;
    const { name, parameters, returnType } = functionStructure(member);
    const parameter = parameters.map((each) => `${each.name}: ${each.type}`).join();
    const body = indented(bodyText(member, depth + 1));
    return `/** ${member.doc} */\n${name}(${parameter}): ${returnType} {\n${body}\n},`;
  });
  return `{\n${methods.map(indented).join("\n\n")}\n}`;
}

function functionStructure(member: FunctionMember) {
  const { name, locals, scope, returns } = member;
  const parameters = locals.size === 0 ? [] : [{ name: parameterText(member), type: scopeType(scope) }];
  return { name, parameters, returnType: returns };
}

function addConstant(module: SourceFile, name: string, initializer: string, leadingTrivia = ""): VariableStatement {
  const declarations = [{ name, initializer }];
  return module.addVariableStatement({ leadingTrivia, declarationKind: VariableDeclarationKind.Const, declarations });
}

function addDefaultExport(module: SourceFile, object: Layout, type: string, claim = ""): void {
  const end = ` satisfies ${type}`;
  const expression = render(object, `export default ${end};`.length) + end + claim;
  module.addExportAssignment({ isExportEquals: false, expression });
}

function writeIndex(module: SourceFile, app: AppModel): void {
  const { imports, app: object } = indexModel(app);
  module.addStatements(importText("imlc/runtime", [], ["AppModule"]));
  for (const [path, name] of [...imports].sort()) {
    module.addImportDeclaration({ moduleSpecifier: `./${path}.ts`, defaultImport: name });
  }
  addDefaultExport(module, object, "AppModule");
}
