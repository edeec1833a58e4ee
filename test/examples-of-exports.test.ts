import { readFileSync } from "node:fs";
import { join } from "node:path";
import { type ExportedDeclarations, Node, Project } from "ts-morph";
import { afterAll, expect, test } from "vitest";
import { typeErrors } from "./generate/type-errors.ts";
import { generateTexts, newFolder } from "./receiver/generated.ts";

const root = join(import.meta.dirname, "..");
const folder = newFolder();
afterAll(folder.remove);

/** What generated code calls. Its functions have rows with words and examples, which are run elsewhere. */
const ofGeneratedCode: readonly string[] = ["./values", "./functions"];

interface Public {
  readonly name: string;
  readonly isType: boolean;
  /** The text of each of its docs, as it stands between the marks of the comment. */
  readonly docs: readonly string[];
}

const project = new Project({ tsConfigFilePath: join(root, "tsconfig.json"), skipAddingFilesFromTsConfig: true });
const exported = entryPoints().flatMap(([entry, source]) => exportsOf(entry, source));

test("every public export has a docstring", () => {
  expect(exported.length).toBeGreaterThan(100);
  expect(exported.filter(({ docs }) => !docs.some(hasWords)).map(({ name }) => name)).toEqual([]);
});

test("every public function, class and value has an example", () => {
  const lacking = exported.filter(({ isType, docs }) => !isType && examplesIn(docs).length === 0);
  expect(lacking.map(({ name }) => name)).toEqual([]);
});

test("the examples pass the type check, in a folder with an app", () => {
  const settings = { webhook: { payload: { samples: ["./sample.json"] } } };
  const manifests = {
    "webhook.iml.json": { uid: "{{item.shop}}", output: { title: "{{item.title}}" } },
    "imlc.json": settings,
    "sample.json": { shop: 7, title: "Two lamps" },
  };
  const texts = Object.entries(manifests).map(([name, json]) => [name, JSON.stringify(json)]);
  generateTexts("shop", Object.fromEntries(texts), folder);
  const examples = new Set(exported.flatMap(({ docs }) => examplesIn(docs)));
  expect(examples.size).toBeGreaterThan(30);
  const files = [...examples].map((text, index) => folder.write(`example-${index + 1}.ts`, `${text}\n`));
  expect(typeErrors(folder.path, files)).toBe("");
});

function entryPoints(): readonly (readonly [entry: string, source: string])[] {
  const { exports } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as {
    exports: Readonly<Record<string, string | { readonly "imlc-source": string }>>;
  };
  return Object.entries(exports).flatMap(([entry, target]) =>
    typeof target === "string" || ofGeneratedCode.includes(entry) ? [] : [[entry, target["imlc-source"]] as const],
  );
}

function exportsOf(entry: string, source: string): readonly Public[] {
  const file = project.addSourceFileAtPath(join(root, source));
  project.resolveSourceFileDependencies();
  return [...file.getExportedDeclarations()].map(([name, declarations]) => ({
    name: `${entry} ${name}`,
    isType: declarations.every((each) => Node.isInterfaceDeclaration(each) || Node.isTypeAliasDeclaration(each)),
    docs: declarations.flatMap(docsOf),
  }));
}

function docsOf(declaration: ExportedDeclarations): readonly string[] {
  const holder = declaration.getFirstAncestor(isStatementOfModule) ?? declaration;
  const comments = holder.getLeadingCommentRanges().map((range) => range.getText());
  return comments.slice(-1).flatMap((text) => (text.startsWith("/**") ? [wordsOf(text)] : []));
}

/** What holds the comment of a constant, or of a value that is exported by default. */
function isStatementOfModule(node: Node): boolean {
  return Node.isVariableStatement(node) || Node.isExportAssignment(node);
}

function wordsOf(comment: string): string {
  return comment.slice(3, -2).replace(/^ *\* ?/gm, "");
}

function hasWords(doc: string): boolean {
  return /^\s*[^\s@]/.test(doc);
}

function examplesIn(docs: readonly string[]): readonly string[] {
  const examples = docs.flatMap((doc) => doc.split(/^@example$/m).slice(1));
  return examples.map((text) => text.replace(/^```(?:ts)?$/gm, "").trim());
}
