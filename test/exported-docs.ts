import { type ExportedDeclarations, Node, type Project } from "ts-morph";

/** What a module exports under a name, and what its comments say of it. */
export interface Documented {
  readonly name: string;
  readonly hasWords: boolean;
  /** Each a module of TypeScript. */
  readonly examples: readonly string[];
}

/** What the module in a file exports, the file being a source or a declaration. */
export function documentedExports(project: Project, path: string): readonly Documented[] {
  const file = project.addSourceFileAtPath(path);
  project.resolveSourceFileDependencies();
  return [...file.getExportedDeclarations()].map(([name, declarations]) => {
    const docs = declarations.flatMap(docsOf);
    return { name, hasWords: docs.some(hasWords), examples: docs.flatMap(examplesIn) };
  });
}

/** The text of the doc of a declaration, as it stands between the marks of the comment; none if there is no doc. */
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

function examplesIn(doc: string): readonly string[] {
  const examples = doc.split(/^@example$/m).slice(1);
  return examples.map((text) => text.replace(/^```(?:ts)?$|^@see .*/gm, "").trim());
}
