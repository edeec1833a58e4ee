import type { AnyNode, Program } from "acorn";
import type { Diagnostic } from "../../grammar/diagnostic.ts";
import type { Source } from "../../grammar/source.ts";
import { nearest } from "../../language/nearest.ts";
import { unknownFunction } from "../check/diagnostics.ts";
import { renaming } from "../check/renaming.ts";
import { codeImports, functionLength, unknownGlobal } from "./diagnostics.ts";
import { globals, instead } from "./globals.ts";
import { freeNames } from "./references.ts";
import { partsOf } from "./syntax.ts";

/** What Make would not run of the code of a function; `callable` are the names of all functions behind `iml`. */
export function lintCode(
  { uri, text }: Source,
  program: Program,
  callable: ReadonlySet<string>,
): readonly Diagnostic[] {
  const free = freeNames(program);
  const unknown = free.flatMap(({ name, start, end }) => {
    if (globals.has(name)) return [];
    const place = { uri, span: { start, end } };
    if (name === "require") return [codeImports(place, { what: name })];
    const why = callable.has(name) ? `Call the function as \`iml.${name}(…)\`.` : instead.get(name);
    return [unknownGlobal(place, { name, why })];
  });
  return [
    ...(text.length > most ? [functionLength({ uri, span: { start: 0, end: 0 } }, { length: text.length, most })] : []),
    ...unknown,
    ...imports(program, uri),
    ...wrongCalls(program, new Set(free), callable, uri),
  ];
}

/** Characters that Make takes. */
const most = 5000;

function imports(node: AnyNode, uri: string): readonly Diagnostic[] {
  const here = modular.has(node.type) || (node.type === "MetaProperty" && node.meta.name === "import");
  if (!here) return partsOf(node).flatMap((part) => imports(part, uri));
  const what = node.type.startsWith("Export") ? "export" : "import";
  return [codeImports({ uri, span: { start: node.start, end: node.start + what.length } }, { what })];
}

const modular: ReadonlySet<string> = new Set([
  "ImportDeclaration",
  "ImportExpression",
  "ExportNamedDeclaration",
  "ExportDefaultDeclaration",
  "ExportAllDeclaration",
]);

/** Reads of `iml.name` where there is no function of that name. */
function wrongCalls(
  node: AnyNode,
  free: ReadonlySet<AnyNode>,
  callable: ReadonlySet<string>,
  uri: string,
): readonly Diagnostic[] {
  const inside = partsOf(node).flatMap((part) => wrongCalls(part, free, callable, uri));
  if (node.type !== "MemberExpression" || node.computed || node.property.type !== "Identifier") return inside;
  const { object, property } = node;
  if (object.type !== "Identifier" || object.name !== "iml" || !free.has(object)) return inside;
  if (callable.has(property.name)) return inside;
  const { name, start, end } = property;
  const meant = nearest(name, callable);
  return [
    ...inside,
    unknownFunction({ uri, span: { start, end } }, { name, nearest: meant }, renaming({ start, end }, meant)),
  ];
}
