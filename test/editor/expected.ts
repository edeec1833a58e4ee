import { parseManifest } from "../../compiler/analyze.ts";
import { expressionsIn } from "../../compiler/fields.ts";
import { filesInMemory } from "../../compiler/index.ts";
import { evaluatedAt, rootShape } from "../../editor/parts.ts";
import { fieldsOf, objectShape, shapeAt } from "../../editor/shapes.ts";
import { createWorkspace, type FileInApp } from "../../editor/workspace.ts";
import type { Expr } from "../../grammar/iml/ast.ts";
import { children } from "../../grammar/iml/walk.ts";
import type { JsonNode } from "../../grammar/json/ast.ts";
import { commentsIn } from "../../grammar/json/comments.ts";
import { present } from "../../language/type-relations.ts";
import type { ManifestInApp } from "./manifests.ts";

/**
 * What a completion at an offset has to be, told from the whole manifest: a label that is among those that are offered,
 * that nothing is offered, or undefined where both would do (before a value of any kind, behind an operator).
 */
export type Expected = { readonly label: string } | "nothing" | undefined;

/** Answers what is to be expected at each offset of a manifest. */
export function expectations({ uri, files }: ManifestInApp): (offset: number) => Expected {
  const file = createWorkspace(filesInMemory(files), undefined, () => false).file(uri);
  if (!file) throw new Error(`There is no ${uri}.`);
  const { text } = file.source;
  const { json } = parseManifest(file.source);
  const comments = commentsIn(text);
  return (offset) => {
    if (comments.some(({ span }) => span.start < offset && offset <= span.end)) return "nothing";
    return json ? inValue(json, [], offset, file) : undefined;
  };
}

function inValue(json: JsonNode, path: readonly (string | number)[], offset: number, file: FileInApp): Expected {
  switch (json.kind) {
    case "string":
      return inString(json, path, offset, file);
    case "array":
      for (const [index, item] of json.items.entries()) {
        if (item.span.start < offset && offset < item.span.end) return inValue(item, [...path, index], offset, file);
      }
      return undefined;
    case "object": {
      const shape = objectShape(shapeAt(rootShape(file, parseManifest(file.source).json), path));
      for (const { key, value } of json.members) {
        if (key.span.start <= offset && offset < key.span.end) {
          const fields = shape ? fieldsOf(shape) : {};
          if (Object.keys(fields).length === 0) return "nothing";
          const name = shape?.kind === "map" ? key.decoded.text.toLowerCase() : key.decoded.text;
          return Object.hasOwn(fields, name) ? { label: name } : undefined;
        }
        if (value && value.span.start < offset && offset < value.span.end) {
          return inValue(value, [...path, key.decoded.text], offset, file);
        }
        if (value && offset === value.span.end && value.kind !== "number" && value.kind !== "literal") return "nothing";
      }
      return undefined;
    }
    case "number":
      return "nothing";
    case "literal":
      return undefined;
  }
}

function inString(
  { span, decoded }: Extract<JsonNode, { kind: "string" }>,
  path: readonly (string | number)[],
  offset: number,
  file: FileInApp,
): Expected {
  const { text } = file.source;
  const written = text.slice(span.start, offset);
  if (!decoded.text.includes("{{")) {
    const shape = shapeAt(rootShape(file, parseManifest(file.source).json), path);
    const choices =
      shape?.kind === "choice"
        ? shape.choices
        : shape?.kind === "either" && shape.short.kind === "choice"
          ? shape.short.choices
          : [];
    return choices.includes(decoded.text) ? { label: decoded.text } : undefined;
  }
  const isInside = written.lastIndexOf("{{") > written.lastIndexOf("}}");
  if (!isInside) return written.includes("{{") && !/[{}]$/.test(written) ? "nothing" : undefined;
  const evaluated = evaluatedAt(file, span.start);
  if (!evaluated) return undefined;
  for (const { expr, uri } of expressionsIn(evaluated.unit.field)) {
    if (uri !== file.source.uri || offset < expr.span.start || offset > expr.span.end) continue;
    return inExpression(expr, offset, evaluated.variables, evaluated.part.analysis.types, text);
  }
  return undefined;
}

function inExpression(
  expr: Expr,
  offset: number,
  variables: ReadonlyMap<string, unknown>,
  types: ReadonlyMap<Expr, Parameters<typeof present>[0]>,
  text: string,
): Expected {
  const touches = ({ start, end }: Expr["span"]): boolean => start < offset && offset <= end;
  for (const child of children(expr)) {
    const found = inExpression(child, offset, variables, types, text);
    if (found !== undefined) return found;
  }
  switch (expr.kind) {
    case "variable":
      return touches(expr.span) && variables.has(expr.name) && text.slice(expr.span.start, expr.span.end) === expr.name
        ? { label: expr.name }
        : undefined;
    case "member": {
      const isHere = touches(expr.nameSpan) || (offset === expr.nameSpan.start && text[offset - 1] === ".");
      if (!isHere || text[expr.nameSpan.start] === "`") return undefined;
      const holder = present(types.get(expr.object) ?? { kind: "any" });
      if (holder.kind === "any") return "nothing";
      return holder.kind === "collection" && holder.fields.has(expr.name) ? { label: expr.name } : undefined;
    }
    case "call":
      return touches(expr.nameSpan) ? { label: expr.name } : undefined;
    case "literal":
      return typeof expr.value === "number" && touches(expr.span) ? "nothing" : undefined;
    case "index":
    case "unary":
    case "binary":
    case "empty":
    case "missing":
      return undefined;
  }
}
