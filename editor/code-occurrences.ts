import type { AnyNode } from "acorn";
import { parseCode, partsOf } from "../compiler/functions/syntax.ts";
import type { AppAnalysis } from "../compiler/index.ts";
import type { Occurrence } from "./occurrences.ts";

/** Where the functions of an app are named in their own code: first where they are defined. */
export function codeOccurrences({ functions }: AppAnalysis): readonly Occurrence[] {
  return [...functions.values()].flatMap(({ name, code }) => {
    const { value: program } = parseCode(code);
    const places = program ? namesIn(program, name) : [];
    const symbol = `function ${name}`;
    if (places.length === 0) {
      return [{ symbol, name, role: "definition", uri: code.uri, span: { start: 0, end: 0 }, in: "code" }];
    }
    return places.map(({ start, end }, index) => {
      const role = index === 0 ? "definition" : "reference";
      return { symbol, name, role, uri: code.uri, span: { start, end }, in: "code" };
    });
  });
}

/** The identifiers of a name, but for those that are keys. */
function namesIn(node: AnyNode, name: string): readonly AnyNode[] {
  if (node.type === "Identifier") return node.name === name ? [node] : [];
  const parts = partsOf(node).filter((part) => !isKey(node, part));
  return parts.flatMap((part) => namesIn(part, name)).sort((a, b) => a.start - b.start);
}

function isKey(node: AnyNode, part: AnyNode): boolean {
  if (node.type === "MemberExpression") return !node.computed && part === node.property;
  return node.type === "Property" && !node.computed && !node.shorthand && part === node.key;
}
