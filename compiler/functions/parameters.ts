import type {
  AnyNode,
  ArrowFunctionExpression,
  FunctionDeclaration,
  FunctionExpression,
  Pattern,
  Program,
} from "acorn";
import type { Param } from "../../language/functions/define.ts";
import { t } from "../../language/types.ts";
import { partsOf } from "./syntax.ts";

type Definition = FunctionDeclaration | FunctionExpression | ArrowFunctionExpression;

/** The parameters of a function that takes what it is given. */
export const anyArguments: readonly Param[] = [["...args", t.any]];

/** The function that stands at the top of a program under a name: declared, or the value of a constant or variable. */
export function definitionOf(name: string, { body }: Program): Definition | undefined {
  for (const outer of body) {
    const statement = outer.type === "ExportNamedDeclaration" && outer.declaration ? outer.declaration : outer;
    if (statement.type === "FunctionDeclaration" && statement.id?.name === name) return statement;
    if (statement.type !== "VariableDeclaration") continue;
    for (const { id, init } of statement.declarations) {
      if (id.type !== "Identifier" || id.name !== name) continue;
      if (init?.type === "FunctionExpression" || init?.type === "ArrowFunctionExpression") return init;
    }
  }
  return undefined;
}

/** What a function answers with in place of its value, if it does not answer at once. */
export function laterOf({ async: isAsync, generator }: Definition): "promise" | "generator" | undefined {
  if (generator) return "generator";
  return isAsync ? "promise" : undefined;
}

/** Its parameters, each of any type; all may be left out, as JavaScript has it. */
export function parametersOf(definition: Definition): readonly Param[] {
  if (readsArguments(definition.body)) return anyArguments;
  return definition.params.map((param, index) => [markedName(param, `argument${index + 1}`), t.any]);
}

function markedName(param: Pattern, otherwise: string): string {
  switch (param.type) {
    case "Identifier":
      return `${/^\w+$/.test(param.name) ? param.name : otherwise}?`;
    case "AssignmentPattern":
      return markedName(param.left, otherwise);
    case "RestElement":
      return `...${param.argument.type === "Identifier" && /^\w+$/.test(param.argument.name) ? param.argument.name : otherwise}`;
    case "ObjectPattern":
    case "ArrayPattern":
    case "MemberExpression":
      return `${otherwise}?`;
  }
}

function readsArguments(node: AnyNode): boolean {
  return (node.type === "Identifier" && node.name === "arguments") || partsOf(node).some(readsArguments);
}
