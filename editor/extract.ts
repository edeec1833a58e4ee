import { parseManifest } from "../compiler/analyze.ts";
import { lintCode } from "../compiler/functions/lint.ts";
import { parseCode } from "../compiler/functions/syntax.ts";
import { joinPath } from "../compiler/project/files.ts";
import type { Expr } from "../grammar/iml/ast.ts";
import { valueAt } from "../grammar/json/members.ts";
import type { Span } from "../grammar/source.ts";
import { builtins } from "../language/functions/index.ts";
import { t } from "../language/types.ts";
import type { Action, FileEdits } from "./answers.ts";
import { camelCase, freeName } from "./code-names.ts";
import { expressionsAround } from "./expression-at.ts";
import { extracted } from "./extracted.ts";
import { spotAt } from "./json-nodes.ts";
import type { JsonPath } from "./json-place.ts";
import { customRows, type Evaluated } from "./parts.ts";
import type { FileInApp } from "./workspace.ts";

/**
 * The expression that is selected, or the innermost one around the cursor that can be, as a function of the app: a file
 * with its code, and a call in its place.
 */
export function extraction(file: FileInApp, span: Span): readonly Action[] {
  const { exprs = [], evaluated } = expressionsAround(file, span) ?? {};
  if (!evaluated) return [];
  // A selection means one expression; a cursor may mean any that it is in.
  const meant = span.start === span.end ? exprs : exprs.slice(0, 1);
  for (const expr of meant) {
    const action = actionFor(file, evaluated, expr);
    if (action) return [action];
  }
  return [];
}

function actionFor(file: FileInApp, { variables, part }: Evaluated, expr: Expr): Action | undefined {
  const { source, app } = file;
  const custom = customRows(app);
  const declared = [...variables.keys(), ...part.absent.keys()].map(
    (each) => [each, { type: t.any, doc: "" }] as const,
  );
  const code = extracted(expr, { variables: new Map(declared), custom });
  if (!code) return undefined;
  // What a base has is a part of manifests that lie elsewhere.
  const { analysis } = part;
  const json = analysis.source.uri === source.uri ? analysis.json : parseManifest(source).json;
  const name = nameFor(file, spotAt(json, expr.span.start)?.path ?? []);
  const names = code.parameters.map((each) => each.name);
  const text = `function ${name}(${names.join(", ")}) {\n  return ${code.result};\n}\n`;
  const place = placeOf(file, name);
  if (!place || !isSound({ uri: place.uri, text }, [name, ...custom.keys()])) return undefined;
  const args = code.parameters.map(({ of }) => source.text.slice(of.span.start, of.span.end));
  const call = { uri: source.uri, edits: [{ span: expr.span, text: `${name}(${args.join("; ")})` }] };
  const created = { uri: place.uri, edits: [{ span: { start: 0, end: 0 }, text }], isNew: true as const };
  return {
    kind: "extract",
    title: `Extract to the function \`${name}\``,
    edits: [call, ...place.declaration, created],
    finding: undefined,
    preferred: false,
  };
}

/** `textOf` for what stands under the key `text`. */
function nameFor({ app, files }: FileInApp, path: JsonPath): string {
  const key = path.findLast((step) => typeof step === "string");
  const custom = customRows(app);
  const isTaken = (name: string): boolean =>
    builtins.has(name) || custom.has(name) || files.list(joinPath(app.app.folder, `functions/${name}`)) !== undefined;
  return freeName(`${camelCase(key ?? "") || "result"}Of`, isTaken);
}

/** Where the code of a new function goes, and what says so to its app. Undefined where nobody knows. */
function placeOf(
  { app: { app } }: FileInApp,
  name: string,
): { readonly uri: string; readonly declaration: readonly FileEdits[] } | undefined {
  if (app.layout !== "makecomapp") return { uri: joinPath(app.folder, `functions/${name}/code.js`), declaration: [] };
  const [source] = app.metadata;
  const components = source && valueAt(parseManifest(source).json, "components");
  if (!source || components?.kind !== "object") return undefined;
  const functions = valueAt(components, "function");
  if (functions && functions.kind !== "object") return undefined;
  const path = `functions/${name}/${name}.code.js`;
  const entry = { [name]: { codeFiles: { code: path } } };
  const [object, member] = functions ? [functions, entry] : [components, { function: entry }];
  const edits = [{ span: empty(object.span.start + 1), text: memberText(member, object.members.length > 0) }];
  return { uri: joinPath(app.folder, path), declaration: [{ uri: source.uri, edits }] };
}

/** The only member of an object as it is written before others. */
function memberText(object: object, areOthers: boolean): string {
  return JSON.stringify(object).slice(1, -1) + (areOthers ? "," : "");
}

function empty(at: number): Span {
  return { start: at, end: at };
}

/** Whether nothing would be found in the code. */
function isSound(source: { readonly uri: string; readonly text: string }, functions: readonly string[]): boolean {
  const { value } = parseCode(source);
  return value !== undefined && lintCode(source, value, new Set([...functions, ...builtins.keys()])).length === 0;
}
