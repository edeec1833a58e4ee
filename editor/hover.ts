import { parseManifest } from "../compiler/analyze.ts";
import { isHeaders } from "../compiler/generate/expression.ts";
import type { Expr } from "../grammar/iml/ast.ts";
import { builtins } from "../language/functions/index.ts";
import { signature } from "../language/functions/signature.ts";
import { keywords } from "../language/keywords.ts";
import { scopes } from "../language/scopes.ts";
import { fieldOf, present, show } from "../language/type-relations.ts";
import type { Type } from "../language/types.ts";
import type { Hover } from "./answers.ts";
import { functionDoc } from "./complete-expression.ts";
import { keyDoc } from "./complete-json.ts";
import { type EvaluatedExpression, expressionAt } from "./expression-at.ts";
import { headersAt } from "./headers.ts";
import { spotAt } from "./json-nodes.ts";
import { customRows, rootShape, webhookIn } from "./parts.ts";
import { bodyPath, samplesOf, sampleText } from "./samples.ts";
import { keyAt } from "./shapes.ts";
import { fieldsOf } from "./type-fields.ts";
import type { FileInApp } from "./workspace.ts";

/** What there is to say of the key, or of the part of an expression, at an offset. */
export function hover(file: FileInApp, offset: number): Hover | undefined {
  const found = expressionAt(file, offset);
  return found ? hoverExpression(file, found) : hoverKey(file, offset);
}

function hoverKey(file: FileInApp, offset: number): Hover | undefined {
  const { json } = parseManifest(file.source);
  const spot = spotAt(json, offset);
  const declared = spot?.kind === "key" ? keyAt(rootShape(file, json), spot.path) : undefined;
  return spot && declared?.doc ? { span: spot.node.span, text: keyDoc(declared) } : undefined;
}

function hoverExpression(file: FileInApp, found: EvaluatedExpression): Hover | undefined {
  const { expr, evaluated } = found;
  const type = evaluated.part.analysis.types.get(expr);
  switch (expr.kind) {
    case "variable": {
      const { scope, path } = evaluated.unit;
      const variable = scope && scopes[scope].get(expr.name);
      const doc = variable?.doc ?? keywords.get(expr.name)?.doc;
      const stage = variable ? `Read in \`${path.join(".")}\`.` : undefined;
      return doc === undefined
        ? undefined
        : { span: expr.span, text: text(expr.name, type, doc, stage, sample(file, expr)) };
    }
    case "member": {
      const holder = evaluated.part.analysis.types.get(expr.object);
      const doc = isHeaders(expr.object, evaluated)
        ? headersAt(file, evaluated).get(expr.name.toLowerCase())?.doc
        : holder && docIn(holder, expr.name);
      return { span: expr.nameSpan, text: text(expr.name, type, doc, sample(file, expr)) };
    }
    case "call": {
      const row = customRows(file.app).get(expr.name) ?? builtins.get(expr.name);
      return row && { span: expr.nameSpan, text: text(signature(row), type, functionDoc(row)) };
    }
    case "literal":
    case "index":
    case "unary":
    case "binary":
    case "empty":
    case "missing":
      return undefined;
  }
}

function text(name: string, type: Type | undefined, ...more: readonly (string | undefined)[]): string {
  const head = `\`\`\`\n${name}${type ? `: ${show(type)}` : ""}\n\`\`\``;
  return [head, ...more.filter((each) => each !== undefined && each !== "")].join("\n\n");
}

function docIn(holder: Type, name: string): string | undefined {
  const type = present(holder);
  if (fieldOf(type, name) === undefined) return undefined;
  const origin = type.kind === "collection" ? type.origin : undefined;
  const doc = fieldsOf(type).get(name)?.doc;
  return [doc, origin && `Known from ${origin}.`].filter((each) => each !== undefined).join(" ");
}

/** What samples have there, if the file is the communication of a webhook. */
function sample(file: FileInApp, expr: Expr): string | undefined {
  const webhook = webhookIn(file);
  const path = webhook && bodyPath(expr, webhook);
  const value = path && sampleText(samplesOf(file, webhook), path);
  return value === undefined ? undefined : `In a sample: \`${value}\``;
}
