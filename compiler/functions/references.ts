import type { AnyNode, Identifier, Pattern, Program } from "acorn";
import { partsOf } from "./syntax.ts";

/**
 * The names that code reads or writes and does not declare, in the order of their places. `typeof x` asks only whether
 * there is one, and is no such read.
 */
export function freeNames(program: Program): readonly Identifier[] {
  const free: Identifier[] = [];
  visit(program, new Set(), free);
  return free;
}

/** The names that stand at the top of a program. */
export function topNames(program: Program): ReadonlySet<string> {
  return new Set([...lexicalNames(program.body), ...program.body.flatMap(hoistedNames)]);
}

/** Every name below is one that is read, unless its scope, or one around it, declares it. */
function visit(node: AnyNode, known: ReadonlySet<string>, free: Identifier[]): void {
  if (node.type === "Identifier") {
    if (!known.has(node.name)) free.push(node);
    return;
  }
  if (node.type === "UnaryExpression" && node.operator === "typeof" && node.argument.type === "Identifier") return;
  const declared = declaredBy(node);
  const inside = declared.length === 0 ? known : new Set([...known, ...declared]);
  const names = onlyNames(node);
  for (const part of partsOf(node)) if (!names.includes(part)) visit(part, inside, free);
}

/** The names that a node declares for all that stands in it. */
function declaredBy(node: AnyNode): readonly string[] {
  switch (node.type) {
    case "Program":
    case "BlockStatement":
    case "StaticBlock":
      return [...lexicalNames(node.body), ...(node.type === "BlockStatement" ? [] : node.body.flatMap(hoistedNames))];
    case "FunctionDeclaration":
    case "FunctionExpression":
    case "ArrowFunctionExpression":
      return [
        ...(node.id ? [node.id.name] : []),
        ...(node.type === "ArrowFunctionExpression" ? [] : ["arguments"]),
        ...node.params.flatMap(patternNames),
        ...hoistedNames(node.body),
      ];
    case "ClassDeclaration":
    case "ClassExpression":
      return node.id ? [node.id.name] : [];
    case "ForStatement":
      return node.init ? lexicalNames([node.init]) : [];
    case "ForInStatement":
    case "ForOfStatement":
      return lexicalNames([node.left]);
    case "SwitchStatement":
      return lexicalNames(node.cases.flatMap(({ consequent }) => consequent));
    case "CatchClause":
      return node.param ? patternNames(node.param) : [];
    default:
      return [];
  }
}

/** Names that some statements declare where they stand. */
function lexicalNames(statements: readonly AnyNode[]): readonly string[] {
  return statements.flatMap((statement) => {
    switch (statement.type) {
      case "VariableDeclaration":
        return statement.declarations.flatMap(({ id }) => patternNames(id));
      case "FunctionDeclaration":
      case "ClassDeclaration":
        return statement.id ? [statement.id.name] : [];
      case "ImportDeclaration":
        return statement.specifiers.map(({ local }) => local.name);
      case "ExportNamedDeclaration":
      case "ExportDefaultDeclaration":
        return statement.declaration ? lexicalNames([statement.declaration]) : [];
      default:
        return [];
    }
  });
}

/** Names of `var` at any depth of a function's body; they count in all of it. */
function hoistedNames(node: AnyNode): readonly string[] {
  switch (node.type) {
    case "FunctionDeclaration":
    case "FunctionExpression":
    case "ArrowFunctionExpression":
    case "ClassDeclaration":
    case "ClassExpression":
      return [];
    case "VariableDeclaration":
      return node.kind === "var" ? lexicalNames([node]) : [];
    default:
      return partsOf(node).flatMap(hoistedNames);
  }
}

/** The names that a pattern such as `{ a, b: [c] }` binds. */
function patternNames(pattern: Pattern): readonly string[] {
  switch (pattern.type) {
    case "Identifier":
      return [pattern.name];
    case "ObjectPattern":
      return pattern.properties.flatMap((each) => patternNames(each.type === "RestElement" ? each : each.value));
    case "ArrayPattern":
      return pattern.elements.flatMap((each) => (each ? patternNames(each) : []));
    case "RestElement":
      return patternNames(pattern.argument);
    case "AssignmentPattern":
      return patternNames(pattern.left);
    case "MemberExpression":
      return [];
  }
}

/** Parts that are keys and labels: names, and yet no variables. */
function onlyNames(node: AnyNode): readonly (AnyNode | null | undefined)[] {
  switch (node.type) {
    case "MemberExpression":
      return node.computed ? [] : [node.property];
    case "Property":
    case "MethodDefinition":
    case "PropertyDefinition":
      return node.computed ? [] : [node.key];
    case "LabeledStatement":
    case "BreakStatement":
    case "ContinueStatement":
      return [node.label];
    case "MetaProperty":
      return [node.meta, node.property];
    case "ImportDeclaration":
      return node.specifiers;
    case "ExportSpecifier":
      return [node.exported];
    default:
      return [];
  }
}
